package dev.intercomconnector.task.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.conversation.WaitUntil;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.message.MessageType;
import dev.intercomconnector.task.FindConversationInput;
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

/** What the forms write is what the worker reads, and the other way round. */
class TemplateBindingTest {

  /** Belongs to the template for Camunda's connector runtime: the worker refuses a job with it. */
  private static final String NOT_FOR_THE_WORKER = "accessToken";

  private static final Set<String> MARKS = Set.of("type", "id", "userId", "email");

  static Stream<Arguments> templates() {
    Map<String, List<String>> read =
        Map.of("send", SendMessageInput.VARIABLES, "find", FindConversationInput.VARIABLES);
    return Templates.all().entrySet().stream()
        .map(
            template ->
                Arguments.of(
                    template.getKey(),
                    new TemplateFields(template.getValue()),
                    read.get(template.getKey().contains("send") ? "send" : "find")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void theFormWritesEveryVariableThatTheWorkerReadsAndNoOther(
      String file, TemplateFields fields, List<String> read) {
    Set<String> written =
        fields.inputs().stream()
            .map(target -> target.split("\\.", -1)[0])
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> expected = new TreeSet<>(read);
    expected.remove(NOT_FOR_THE_WORKER);

    assertThat(written).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void aPersonIsNamedByTheMarksThatTheWorkerReads(
      String file, TemplateFields fields, List<String> read) {
    List<String> nested = fields.inputs().stream().filter(target -> target.contains(".")).toList();

    assertThat(nested)
        .isNotEmpty()
        .allSatisfy(target -> assertThat(MARKS).contains(target.split("\\.", 2)[1]));
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

  private static Set<String> words(Enum<?>[] choices) {
    return Stream.of(choices)
        .map(choice -> choice.name().equals("BPMN_ERROR") ? "bpmnError" : choice.name())
        .map(word -> word.equals("bpmnError") ? word : word.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
