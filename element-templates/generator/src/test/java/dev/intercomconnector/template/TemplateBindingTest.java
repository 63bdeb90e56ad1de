package dev.intercomconnector.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.conversation.WaitUntil;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.message.MessageType;
import dev.intercomconnector.task.ContactWrote;
import dev.intercomconnector.task.ConversationEvent;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.task.FindConversationResult;
import dev.intercomconnector.task.OnTimeout;
import dev.intercomconnector.task.OnUnknownOutcome;
import dev.intercomconnector.task.SendMessageInput;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the forms write is what the worker reads, and the other way round. */
class TemplateBindingTest {

  private static final Set<String> MARKS = Set.of("type", "id", "userId", "email");

  private static final List<String> SENDS =
      List.of(
          "send-message-with-intercom.json",
          "send-whatsapp-message-with-intercom.json",
          "send-message-as-contact-with-intercom.json");

  private static final TemplateFields SEND = TemplateFields.of(SENDS.get(0));
  private static final TemplateFields WHATSAPP = TemplateFields.of(SENDS.get(1));
  private static final TemplateFields AS_CONTACT = TemplateFields.of(SENDS.get(2));
  private static final TemplateFields FIND = TemplateFields.of("find-intercom-conversation.json");

  private static Set<String> written(Stream<TemplateFields> templates) {
    return templates
        .flatMap(TemplateFields::inputs)
        .map(TemplateFields::input)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(Set<String> inputs) {
    return inputs.stream()
        .map(input -> input.split("\\.", -1)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theFormsWriteEveryInputThatTheWorkerReadsAndNoOther() {
    assertThat(names(written(Stream.of(SEND, WHATSAPP, AS_CONTACT))))
        .isEqualTo(new TreeSet<>(SendMessageInput.NAMES));
    assertThat(names(written(Stream.of(FIND))))
        .isEqualTo(new TreeSet<>(FindConversationInput.NAMES));
  }

  @Test
  void aPersonIsNamedByTheMarksThatTheWorkerReads() {
    assertThat(partsOf("to", SEND)).isEqualTo(MARKS);
    assertThat(partsOf("to", WHATSAPP))
        .isEqualTo(Set.of("type", "id", "userId", "email", "phone", "name"));
    assertThat(partsOf("from", SEND)).isEqualTo(Set.of("id", "email"));
    assertThat(partsOf("from", AS_CONTACT)).isEqualTo(MARKS);
    assertThat(partsOf("contact", FIND)).isEqualTo(MARKS);
  }

  private static Set<String> partsOf(String person, TemplateFields form) {
    return written(Stream.of(form)).stream()
        .filter(input -> input.startsWith(person + "."))
        .map(input -> input.substring(person.length() + 1))
        .collect(Collectors.toSet());
  }

  @Test
  void theDropdownsOfferWhatTheWorkerUnderstands() {
    Set<String> types = new TreeSet<>(TemplateFields.choices(SEND.byId("messageType")));
    types.add(WHATSAPP.byId("messageType").path("value").asText());

    assertThat(types)
        .isEqualTo(
            Stream.of(MessageType.values()).map(MessageType::word).collect(Collectors.toSet()));
    assertThat(TemplateFields.choices(SEND.byId("onUnknownOutcome")))
        .isEqualTo(words(OnUnknownOutcome.values()));
    assertThat(TemplateFields.choices(FIND.byId("onTimeout"))).isEqualTo(words(OnTimeout.values()));
    assertThat(TemplateFields.choices(FIND.byId("waitUntil"))).isEqualTo(words(WaitUntil.values()));
  }

  static Stream<FilledForm> filledSendForms() {
    return Stream.of(
            FilledForm.every(SEND, "messageType", "adminBy", "recipientBy", "onUnknownOutcome"),
            FilledForm.every(WHATSAPP, "adminBy", "recipientBy", "recipientType"),
            FilledForm.every(AS_CONTACT, "senderType", "senderBy", "onUnknownOutcome"))
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("filledSendForms")
  void theWorkerReadsWhateverAFilledSendFormWrites(FilledForm form) {
    assertThat(SendMessageInput.read(form.variables())).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void theWorkerReadsWhateverAFilledFindFormWrites() {
    assertThat(
            FilledForm.every(
                FIND,
                "findBy",
                "contactBy",
                "narrowBy",
                "waitUntil",
                "contactWaitUntil",
                "includeParts"))
        .allSatisfy(
            form ->
                assertThat(FindConversationInput.read(form.variables()))
                    .isInstanceOf(Outcome.Done.class));
  }

  @ParameterizedTest
  @CsvSource({
    "createdAt, 2026-03-01T09:00:00Z, true",
    "createdAt, 2026-03-01T09:00Z, true",
    "createdAt, 2026-03-01T09:00:00.123+01:00, true",
    "createdAt, 2026-03-01T09:00:00+01:00[Europe/Berlin], true",
    "createdAt, 2026-03-01T09:00:00@Europe/Berlin, true",
    "createdAt, 1772355600, true",
    "createdAt, 2026-03-01T09:00:00, false",
    "createdAt, 2026-03-01, false",
    "createdAt, 2026-13-01T09:00:00Z, false",
    "createdAt, 2026-03-01T25:00:00Z, false",
    "createdAt, 2026-03-01T09:00:00+1, false",
    "waitFor, P3D, true",
    "waitFor, P1DT2H3M4S, true",
    "waitFor, PT0S, false",
    "waitFor, P0D, false",
    "waitFor, P1M, false",
    "waitFor, P, false",
    "waitFor, P99999999999999999999D, false",
    "to.email, ann@example.com, true",
    "to.email, ann, false",
    "to.email, <ann@example.com>, false",
    "to.email, 'ann@example.com,ben@example.com', false",
    "to.phone, +55 (47) 99999-8888, true",
    "to.phone, 5547999998888, true",
    "to.phone, call me, false"
  })
  void aPatternAdmitsWhatTheWorkerReadsAndNothingElse(String input, String text, boolean admitted) {
    TemplateFields form =
        switch (input) {
          case "waitFor" -> FIND;
          case "to.phone" -> WHATSAPP;
          default -> SEND;
        };
    JsonNode field =
        form.inputs()
            .filter(one -> TemplateFields.input(one).equals(input))
            .findFirst()
            .orElseThrow();

    assertThat(text.matches(field.path("constraints").path("pattern").path("value").asText()))
        .isEqualTo(admitted);
    assertThat(read(input, text)).isEqualTo(admitted);
  }

  private static boolean read(String input, String text) {
    ObjectNode inputs = JsonNodeFactory.instance.objectNode();
    inputs.put("body", "Hi").put("messageId", "1").put("waitUntil", "replied");
    inputs.put("template", "t").put("messageType", input.equals("to.phone") ? "whatsapp" : "inapp");
    inputs.putArray("components");
    inputs.put("waitFor", "P1D").putObject("to").put("id", "1");
    int dot = input.indexOf('.');
    if (dot < 0) {
      inputs.put(input, text);
    } else {
      inputs.putObject(input.substring(0, dot)).put(input.substring(dot + 1), text);
    }
    JsonNode variables = JsonNodeFactory.instance.objectNode().set("intercom", inputs);
    Outcome<?> outcome =
        input.equals("waitFor")
            ? FindConversationInput.read(variables)
            : SendMessageInput.read(variables);
    return outcome instanceof Outcome.Done;
  }

  @ParameterizedTest
  @CsvSource({
    "welcome, true",
    "welcome_2, true",
    "Übung, true",
    "'', true",
    "1abc, false",
    "a(b, false",
    "a b, false",
    "a-b, false",
    "a.b, false",
    "if, false",
    "null, false",
    "intercom, false"
  })
  void aResultVariableIsANameThatFeelReads(String name, boolean admitted) {
    JsonNode field = SEND.byId("resultVariable");

    assertThat(name.matches(field.path("constraints").path("pattern").path("value").asText()))
        .isEqualTo(admitted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wait-for-intercom-reply.json",
        "wait-for-intercom-reply-receive-task.json",
        "wait-for-intercom-reply-boundary-event.json",
        "wait-for-intercom-reply-start-event.json"
      })
  void aMessageIsOneThatTheWorkerPublishesAndLeavesWhatFindWouldLeave(String file) {
    var wait = TemplateFields.of(file);

    assertThat(wait.isOfJob()).isFalse();
    assertThat(binding(wait.byId("event"))).isEqualTo("bpmn:Message#property name");
    assertThat(TemplateFields.choices(wait.byId("event")))
        .isEqualTo(
            Stream.of(ConversationEvent.values())
                .map(ConversationEvent::messageName)
                .collect(Collectors.toSet()));
    assertThat(binding(wait.byId("messageId")))
        .isEqualTo("bpmn:Message#zeebe:subscription#property correlationKey");
    assertThat(binding(wait.byId("resultVariable"))).isEqualTo("zeebe:output ");
    assertThat(wait.byId("resultVariable").path("binding").path("source").asText())
        .isEqualTo(
            Stream.of(FindConversationResult.class.getRecordComponents())
                .map(part -> part.getName() + ": " + part.getName())
                .collect(Collectors.joining(", ", "={", "}")));
    assertThat(wait.all()).hasSize(3);
  }

  @Test
  void whatAContactWritesIsLeftAsTheMessageHasIt() {
    var start = TemplateFields.of("when-a-contact-writes-in-intercom-start-event.json");
    var boundary = TemplateFields.of("when-a-contact-writes-in-intercom-boundary-event.json");

    assertThat(start.byId("event").path("value").asText()).isEqualTo(ContactWrote.BEGINS_A_PROCESS);
    assertThat(boundary.byId("event").path("value").asText())
        .isEqualTo(ContactWrote.REACHES_A_PROCESS);
    assertThat(binding(boundary.byId("contactId")))
        .isEqualTo("bpmn:Message#zeebe:subscription#property correlationKey");
    assertThat(start.byId("resultVariable").path("binding"))
        .isEqualTo(boundary.byId("resultVariable").path("binding"));
    assertThat(start.byId("resultVariable").path("binding").path("source").asText())
        .isEqualTo(
            Stream.of(ContactWrote.class.getRecordComponents())
                .map(part -> part.getName() + ": " + part.getName())
                .collect(Collectors.joining(", ", "={", "}")));
  }

  private static String binding(JsonNode field) {
    JsonNode binding = field.path("binding");
    return binding.path("type").asText() + " " + binding.path("name").asText();
  }

  private static Set<String> words(Enum<?>[] choices) {
    return Stream.of(choices)
        .map(choice -> choice.name().equals("BPMN_ERROR") ? "bpmnError" : choice.name())
        .map(word -> word.equals("bpmnError") ? word : word.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
