package dev.intercomconnector.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.connector.generator.api.GeneratorConfiguration;
import io.camunda.connector.generator.api.GeneratorConfiguration.ConnectorMode;
import io.camunda.connector.generator.dsl.ElementTemplate;
import io.camunda.connector.generator.java.ClassBasedTemplateGenerator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All element templates, made from the annotated forms. */
final class Templates {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Templates() {}

  /** Each template by the path of its file below {@code element-templates/}. */
  static Map<String, ObjectNode> all() {
    Map<String, ObjectNode> templates = new LinkedHashMap<>();
    add(
        templates,
        "send-message-with-intercom",
        SendMessageTemplate.class,
        new FieldFinish("welcome", "= {messageId: response.messageId}", ErrorFields.SEND));
    add(
        templates,
        "find-intercom-conversation",
        FindConversationTemplate.class,
        new FieldFinish("conversation", "= {answer: response.lastReply.body}", ErrorFields.FIND));
    templates.put("wait-for-intercom-reply.json", message(WaitForReplyTemplate.EVENT));
    templates.put(
        "wait-for-intercom-reply-receive-task.json", message(WaitForReplyTemplate.RECEIVE_TASK));
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

  private static void add(
      Map<String, ObjectNode> templates, String name, Class<?> form, FieldFinish fields) {
    templates.put(name + ".json", generate(form, ConnectorMode.NORMAL, fields));
    templates.put("hybrid/" + name + "-hybrid.json", generate(form, ConnectorMode.HYBRID, fields));
  }

  private static ObjectNode generate(Class<?> form, ConnectorMode mode, FieldFinish fields) {
    return TemplateFinish.finish(JSON.valueToTree(generate(form, mode).getFirst()), fields);
  }

  /** A message has no task type, so there is nothing that a hybrid template could leave open. */
  private static ObjectNode message(String id) {
    ElementTemplate generated =
        generate(WaitForReplyTemplate.class, ConnectorMode.NORMAL).stream()
            .filter(template -> template.id().equals(id))
            .findFirst()
            .orElseThrow();
    return TemplateFinish.finish(
        MessageFinish.finish(JSON.valueToTree(generated)),
        new FieldFinish("conversation", "", ErrorFields.FIND));
  }

  private static List<ElementTemplate> generate(Class<?> form, ConnectorMode mode) {
    var configuration = new GeneratorConfiguration(mode, null, null, null, Set.of(), Map.of());
    return new ClassBasedTemplateGenerator(form.getClassLoader()).generate(form, configuration);
  }
}
