package dev.intercomconnector.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.conversation.WaitUntil;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.message.MessageType;
import dev.intercomconnector.task.ConversationEvent;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.task.FindConversationResult;
import dev.intercomconnector.task.OnTimeout;
import dev.intercomconnector.task.OnUnknownOutcome;
import dev.intercomconnector.task.SendMessageInput;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the forms write is what the worker reads, and the other way round. */
class TemplateBindingTest {

  private static final Set<String> MARKS = Set.of("type", "id", "userId", "email");

  static Stream<Arguments> templates() {
    Map<String, List<String>> read =
        Map.of("send", SendMessageInput.NAMES, "find", FindConversationInput.NAMES);
    return Templates.all().entrySet().stream()
        .filter(template -> new TemplateFields(template.getValue()).isOfJob())
        .map(
            template ->
                Arguments.of(
                    template.getKey(),
                    new TemplateFields(template.getValue()),
                    read.get(template.getKey().contains("send") ? "send" : "find")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void theFormWritesEveryInputThatTheWorkerReadsAndNoOther(
      String file, TemplateFields fields, List<String> read) {
    Set<String> written =
        fields
            .inputs()
            .map(field -> TemplateFields.input(field).split("\\.", -1)[0])
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(written).isEqualTo(new TreeSet<>(read));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void aPersonIsNamedByTheMarksThatTheWorkerReads(
      String file, TemplateFields fields, List<String> read) {
    List<String> nested =
        fields.inputs().map(TemplateFields::input).filter(input -> input.contains(".")).toList();

    assertThat(nested)
        .isNotEmpty()
        .allSatisfy(input -> assertThat(MARKS).contains(input.split("\\.", 2)[1]));
    for (String person : Set.of("from", "to", "contact")) {
      if (read.contains(person)) {
        assertThat(nested).containsAll(MARKS.stream().map(mark -> person + "." + mark).toList());
      }
    }
  }

  @Test
  void theDropdownsOfferWhatTheWorkerUnderstands() {
    var send = TemplateFields.of("send-message-with-intercom.json");
    var find = TemplateFields.of("find-intercom-conversation.json");

    assertThat(TemplateFields.choices(send.byId("messageType")))
        .isEqualTo(
            Stream.of(MessageType.values()).map(MessageType::word).collect(Collectors.toSet()));
    assertThat(TemplateFields.choices(send.byId("onUnknownOutcome")))
        .isEqualTo(words(OnUnknownOutcome.values()));
    assertThat(TemplateFields.choices(find.byId("onTimeout"))).isEqualTo(words(OnTimeout.values()));
    assertThat(TemplateFields.choices(find.byId("waitUntil"))).isEqualTo(words(WaitUntil.values()));
  }

  @Test
  void theWorkerReadsWhateverAFilledSendFormWrites() {
    var send = TemplateFields.of("send-message-with-intercom.json");

    assertThat(
            FilledForm.every(
                send,
                "senderType",
                "messageType",
                "adminBy",
                "senderBy",
                "recipientBy",
                "onUnknownOutcome"))
        .allSatisfy(
            form ->
                assertThat(SendMessageInput.read(form.variables()))
                    .isInstanceOf(Outcome.Done.class));
  }

  @Test
  void theWorkerReadsWhateverAFilledFindFormWrites() {
    var find = TemplateFields.of("find-intercom-conversation.json");

    assertThat(
            FilledForm.every(
                find,
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
  @ValueSource(
      strings = {"wait-for-intercom-reply.json", "wait-for-intercom-reply-receive-task.json"})
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
