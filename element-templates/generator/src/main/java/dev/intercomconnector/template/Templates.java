package dev.intercomconnector.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.task.ContactWrote;
import dev.intercomconnector.task.FindConversationResult;
import io.camunda.connector.generator.api.GeneratorConfiguration;
import io.camunda.connector.generator.api.GeneratorConfiguration.ConnectorMode;
import io.camunda.connector.generator.dsl.ElementTemplate;
import io.camunda.connector.generator.java.ClassBasedTemplateGenerator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All element templates, made from the annotated forms. */
final class Templates {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Templates() {}

  /** Each template by the path of its file below {@code element-templates/}. */
  static Map<String, ObjectNode> all() {
    Map<String, ObjectNode> templates = new LinkedHashMap<>();
    var send = new FieldFinish("welcome", "= {messageId: response.messageId}", ErrorFields.SEND);
    templates.put(
        "send-message-with-intercom.json",
        Operation.addTo(
            generate(SendMessageTemplate.class, ConnectorMode.NORMAL, send), Operation.OF_SENDING));
    templates.put(
        "hybrid/send-message-with-intercom-hybrid.json",
        generate(SendMessageTemplate.class, ConnectorMode.HYBRID, send));
    addJob(templates, "send-whatsapp-message-with-intercom", SendWhatsAppTemplate.class, send);
    addJob(templates, "send-message-as-contact-with-intercom", SendAsContactTemplate.class, send);
    addJob(
        templates,
        "find-intercom-conversation",
        FindConversationTemplate.class,
        new FieldFinish("conversation", "= {answer: response.lastReply.body}", ErrorFields.FIND));
    var reply = message(WaitForReplyTemplate.class, FindConversationResult.class, "conversation");
    templates.put("wait-for-intercom-reply.json", reply.get(WaitForReplyTemplate.EVENT));
    templates.put(
        "wait-for-intercom-reply-receive-task.json", reply.get(WaitForReplyTemplate.RECEIVE_TASK));
    templates.put(
        "wait-for-intercom-reply-boundary-event.json",
        reply.get(WaitForReplyTemplate.BOUNDARY_EVENT));
    templates.put(
        "wait-for-intercom-reply-start-event.json", reply.get(WaitForReplyTemplate.START_EVENT));
    templates.put(
        "when-a-contact-writes-in-intercom-start-event.json",
        message(ContactWritesTemplate.Start.class, ContactWrote.class, "contactWrote")
            .get(ContactWritesTemplate.START_ID));
    templates.put(
        "when-a-contact-writes-in-intercom-boundary-event.json",
        message(ContactWritesTemplate.Boundary.class, ContactWrote.class, "contactWrote")
            .get(ContactWritesTemplate.BOUNDARY_ID));
    return templates;
  }

  /** The template as its file has it. */
  static String print(ObjectNode template) {
    var indenter = new DefaultIndenter("  ", "\n");
    var printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    try {
      return JSON.writer(printer).writeValueAsString(template) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void addJob(
      Map<String, ObjectNode> templates, String name, Class<?> form, FieldFinish fields) {
    templates.put(name + ".json", generate(form, ConnectorMode.NORMAL, fields));
    templates.put("hybrid/" + name + "-hybrid.json", generate(form, ConnectorMode.HYBRID, fields));
  }

  private static ObjectNode generate(Class<?> form, ConnectorMode mode, FieldFinish fields) {
    return TemplateFinish.finish(JSON.valueToTree(generate(form, mode).getFirst()), fields);
  }

  /**
   * The templates of one message by their ids, one for each kind of element. A message has no task
   * type, so there is nothing that a hybrid template could leave open.
   */
  private static Map<String, ObjectNode> message(
      Class<?> form, Class<? extends Record> variables, String resultVariable) {
    var fields = new FieldFinish(resultVariable, "", ErrorFields.FIND);
    return generate(form, ConnectorMode.NORMAL).stream()
        .collect(
            Collectors.toMap(
                ElementTemplate::id,
                template ->
                    TemplateFinish.finish(
                        MessageFinish.finish(JSON.valueToTree(template), variables), fields)));
  }

  private static List<ElementTemplate> generate(Class<?> form, ConnectorMode mode) {
    var configuration = new GeneratorConfiguration(mode, null, null, null, Set.of(), Map.of());
    return new ClassBasedTemplateGenerator(form.getClassLoader()).generate(form, configuration);
  }
}
