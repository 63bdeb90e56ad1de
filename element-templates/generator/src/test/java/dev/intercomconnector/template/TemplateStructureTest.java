package dev.intercomconnector.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What neither the schema nor the modeler complains about, though the form breaks by it. */
class TemplateStructureTest {

  private static final int ICON_BYTES = 8 * 1024;

  private static final int FIELDS_A_DESIGNER_TAKES_IN = 8;

  private static final Set<String> TYPED = Set.of("String", "Text");

  static Stream<Arguments> templates() {
    return Templates.all().entrySet().stream()
        .map(one -> Arguments.of(one.getKey(), new TemplateFields(one.getValue())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void everyGroupIsUsedAndKnown(String file, TemplateFields fields) {
    List<String> groups = new ArrayList<>();
    fields.template().path("groups").forEach(group -> groups.add(group.path("id").asText()));
    List<String> used =
        fields.all().stream()
            .map(field -> field.path("group").asText())
            .filter(group -> !group.isEmpty())
            .distinct()
            .toList();

    assertThat(groups).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(used);
  }

  static Stream<Arguments> jobs() {
    return templates().filter(one -> ((TemplateFields) one.get()[1]).isOfJob());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jobs")
  void theGroupsAreInCamundasOrder(String file, TemplateFields fields) {
    List<String> groups = new ArrayList<>();
    fields.template().path("groups").forEach(group -> groups.add(group.path("id").asText()));

    assertThat(groups).containsSubsequence("operation", "authentication", "options", "output");
    assertThat(groups).endsWith("output", "error", "retries");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void aConditionAsksForChoicesOfAFieldThatIsShownWithIt(String file, TemplateFields fields) {
    for (JsonNode field : fields.all()) {
      var conditions = TemplateFields.condition(field);
      conditions.forEach(
          (id, values) -> {
            JsonNode asked = fields.byId(id);
            assertThat(values).isNotEmpty();
            assertThat(TemplateFields.choices(asked)).containsAll(values);
            // A hidden field still answers, with its default.
            TemplateFields.condition(asked)
                .forEach(
                    (outer, outerValues) -> {
                      assertThat(conditions).as("conditions of %s", field).containsKey(outer);
                      assertThat(outerValues).containsAll(conditions.get(outer));
                    });
          });
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void idsAreUnique(String file, TemplateFields fields) {
    assertThat(fields.all().stream().filter(field -> field.has("id")))
        .extracting(field -> field.path("id").asText())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void fieldsThatShareABindingAreNeverShownTogether(String file, TemplateFields fields) {
    Map<JsonNode, List<JsonNode>> byBinding = new HashMap<>();
    for (JsonNode field : fields.all()) {
      List<JsonNode> sharing =
          byBinding.computeIfAbsent(field.path("binding"), binding -> new ArrayList<>());
      assertThat(sharing).noneMatch(other -> TemplateFields.canMeet(other, field));
      sharing.add(field);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void anInputIsNotShownTogetherWithAPartOfIt(String file, TemplateFields fields) {
    List<JsonNode> whole =
        fields.inputs().filter(field -> !TemplateFields.input(field).contains(".")).toList();
    List<JsonNode> parts =
        fields.inputs().filter(field -> TemplateFields.input(field).contains(".")).toList();

    for (JsonNode one : whole) {
      assertThat(parts)
          .filteredOn(
              part -> TemplateFields.input(part).startsWith(TemplateFields.input(one) + "."))
          .noneMatch(part -> TemplateFields.canMeet(one, part));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void aDropdownStartsWithOneOfItsChoicesOrIsLeftOpen(String file, TemplateFields fields) {
    assertThat(fields.all())
        .filteredOn(field -> field.path("type").asText().equals("Dropdown"))
        .filteredOn(field -> !field.path("optional").asBoolean())
        .allSatisfy(
            field ->
                assertThat(TemplateFields.choices(field)).contains(field.path("value").asText()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jobs")
  void aPatternAdmitsAnExpressionAndItsOwnPlaceholder(String file, TemplateFields fields) {
    assertThat(fields.all())
        .filteredOn(field -> field.path("constraints").has("pattern"))
        .isNotEmpty()
        .allSatisfy(
            field -> {
              var pattern =
                  Pattern.compile(field.path("constraints").path("pattern").path("value").asText());
              if (field.has("feel")) {
                assertThat("= anything").matches(pattern);
              }
              assertThat(field.path("placeholder").asText()).matches(pattern);
              if (!field.path("constraints").path("notEmpty").asBoolean() && !field.has("value")) {
                // What the modeler tests where a field has no value.
                assertThat("undefined").matches(pattern);
              }
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void aFieldThatAPersonSeesSaysWhatItWantsAndShowsAnExample(String file, TemplateFields fields) {
    assertThat(fields.all())
        .allSatisfy(field -> assertThat(field.has("description")).isFalse())
        .filteredOn(field -> !field.path("type").asText().equals("Hidden"))
        .allSatisfy(
            field -> {
              assertThat(field.path("label").asText()).isNotBlank();
              assertThat(field.path("tooltip").asText()).matches("[A-Z].*\\.");
              if (TYPED.contains(field.path("type").asText())) {
                assertThat(field.path("placeholder").asText()).isNotBlank();
              }
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void whatAPersonTypesMayBeAnExpression(String file, TemplateFields fields) {
    assertThat(fields.inputs())
        .filteredOn(field -> !Set.of("Dropdown", "Hidden").contains(field.path("type").asText()))
        .satisfies(typed -> assertThat(typed.isEmpty()).isEqualTo(!fields.isOfJob()))
        .allSatisfy(field -> assertThat(field.has("feel")).isTrue());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void whatIsWrongIsSaidInASentenceThatBeginsWithTheLabel(String file, TemplateFields fields) {
    assertThat(fields.all())
        .filteredOn(field -> field.path("constraints").has("pattern"))
        .allSatisfy(
            field ->
                assertThat(field.path("constraints").path("pattern").path("message").asText())
                    .matches("must be .*, such as .*\\."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void theIconIsASmallDataAddress(String file, TemplateFields fields) {
    String icon = fields.template().path("icon").path("contents").asText();

    assertThat(icon).startsWith("data:image/svg+xml;base64,").hasSizeLessThan(ICON_BYTES);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void theCommonCaseFitsOnOneScreen(String file, TemplateFields fields) {
    assertThat(inOpenGroups(fields, Map.of())).hasSizeBetween(1, FIELDS_A_DESIGNER_TAKES_IN);
  }

  @Test
  void anAdminsMessageToOneContactFitsOnOneScreenWhoeverSendsIt() {
    var send = TemplateFields.of("send-message-with-intercom.json");

    assertThat(FilledForm.every(send, "adminBy"))
        .allSatisfy(
            form ->
                assertThat(inOpenGroups(send, form.choices()))
                    .hasSizeBetween(1, FIELDS_A_DESIGNER_TAKES_IN));
  }

  private static List<JsonNode> inOpenGroups(TemplateFields fields, Map<String, String> choices) {
    Set<String> hidden = Set.of("connector", "taskDefinitionType");
    List<String> open = new ArrayList<>();
    for (JsonNode group : fields.template().path("groups")) {
      String id = group.path("id").asText();
      if (group.path("openByDefault").asBoolean() && !hidden.contains(id)) {
        open.add(id);
      }
    }
    return new FilledForm(fields, choices)
        .shown().stream().filter(field -> open.contains(field.path("group").asText())).toList();
  }
}
