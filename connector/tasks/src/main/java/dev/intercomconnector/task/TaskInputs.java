package dev.intercomconnector.task;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Outcome;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a task's inputs and collects all that is wrong with them, each in a sentence that names the
 * input, what was given and what is allowed. Blank text counts as not given, since a cleared form
 * field leaves it behind.
 *
 * <p>All inputs are entries of one variable, which the form's input mappings create local to the
 * task. Nothing of a variable of the process shows through it, whatever that one is called.
 */
public final class TaskInputs {

  /** The variable that holds the inputs, a contract with every deployed process. */
  public static final String VARIABLE = "intercom";

  /** The name of the workspace that is meant where none is named. */
  public static final String DEFAULT_WORKSPACE = "default";

  private static final int LONGEST_QUOTE = 60;
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Z}\\p{C}&&[^ ]]");

  private final JsonNode inputs;
  private final List<String> problems = new ArrayList<>();

  /**
   * Begins to read.
   *
   * @param variables the job's
   */
  TaskInputs(JsonNode variables) {
    this.inputs = variables.path(VARIABLE);
  }

  void problem(String sentence) {
    problems.add(sentence);
  }

  boolean has(String field) {
    JsonNode value = inputs.path(field);
    return !value.isMissingNode() && !value.isNull() && !isBlank(value) && !isEmptyList(value);
  }

  JsonNode raw(String field) {
    return inputs.path(field);
  }

  /** The name of a configured workspace. */
  String workspace() {
    String given = text("workspace");
    return given == null ? DEFAULT_WORKSPACE : given;
  }

  @Nullable String text(String field) {
    return has(field) ? scalar(field, inputs.path(field)) : null;
  }

  /** One of a few words, in any case. */
  <T extends Enum<T>> T choice(String field, Class<T> allowed, T otherwise) {
    String given = text(field);
    if (given == null) {
      return otherwise;
    }
    for (T choice : allowed.getEnumConstants()) {
      if (word(choice).equalsIgnoreCase(given.strip())) {
        return choice;
      }
    }
    String words =
        Arrays.stream(allowed.getEnumConstants()).map(TaskInputs::word).collect(joining(", "));
    problem("'%s' is %s; it can be %s.".formatted(field, quote(given), words));
    return otherwise;
  }

  /** As a designer writes it: BPMN_ERROR is bpmnError. */
  private static String word(Enum<?> choice) {
    String[] parts = choice.name().toLowerCase(Locale.ROOT).split("_", -1);
    return parts[0]
        + Arrays.stream(parts)
            .skip(1)
            .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
            .collect(joining());
  }

  boolean flag(String field) {
    return choice(field, Flag.class, Flag.FALSE) == Flag.TRUE;
  }

  private enum Flag {
    TRUE,
    FALSE
  }

  /** ISO-8601 with an offset, or with a zone as FEEL writes it; or epoch seconds. */
  @Nullable Instant instant(String field) {
    String given = text(field);
    if (given == null) {
      return null;
    }
    try {
      return given.strip().matches("\\d{1,12}")
          ? Instant.ofEpochSecond(Long.parseLong(given.strip()))
          : time(given.strip());
    } catch (DateTimeException e) {
      problem(
          "'%s' is %s; it must be a time with an offset such as 2026-03-01T09:00:00Z, or epoch seconds."
              .formatted(field, quote(given)));
      return null;
    }
  }

  private static Instant time(String text) {
    int zone = text.indexOf('@');
    return zone < 0
        ? ZonedDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text.substring(0, zone))
            .atZone(ZoneId.of(text.substring(zone + 1)))
            .toInstant();
  }

  /** ISO-8601, longer than nothing. */
  @Nullable Duration duration(String field) {
    String given = text(field);
    if (given == null) {
      return null;
    }
    try {
      Duration duration = Duration.parse(given.strip());
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Said below.
    }
    problem(
        "'%s' is %s; it must be an ISO-8601 duration of days or less such as P3D, PT4H or PT30M."
            .formatted(field, quote(given)));
    return null;
  }

  /** All problems as one rejection, or what was read. */
  <T> Outcome<T> finish(Supplier<T> reading) {
    if (!inputs.isObject()) {
      return Outcome.rejected(
          ErrorCode.INTERCOM_INVALID_REQUEST,
          "The task has no inputs: its variable '%s' is %s."
              .formatted(VARIABLE, inputs.isMissingNode() ? "missing" : quote(inputs)),
          "Use the element template, or map each input into it, such as 'intercom.messageId'.");
    }
    if (problems.isEmpty()) {
      return Outcome.done(reading.get());
    }
    return Outcome.rejected(
        ErrorCode.INTERCOM_INVALID_REQUEST,
        String.join(" ", problems),
        "Correct the task's inputs.");
  }

  /** Text, or a number or boolean written as text; anything else is a problem. */
  @Nullable String scalar(String field, JsonNode value) {
    if (value.isNumber()) {
      return plain(value);
    }
    if (value.isValueNode()) {
      return value.asText();
    }
    problem("'%s' is %s; it must be text.".formatted(field, quote(value)));
    return null;
  }

  /** FEEL and JSON make 991267464.0 or 1.0E7 of numbers that people write without either. */
  private static String plain(JsonNode number) {
    BigDecimal value = number.decimalValue();
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** The same with its numbers written like that. */
  static JsonNode withPlainNumbers(JsonNode value) {
    if (value.isFloatingPointNumber()) {
      return DecimalNode.valueOf(new BigDecimal(plain(value)));
    }
    JsonNode copy = value.deepCopy();
    if (copy instanceof ObjectNode object) {
      value.properties().forEach(one -> object.set(one.getKey(), withPlainNumbers(one.getValue())));
    } else if (copy instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, withPlainNumbers(list.get(i)));
      }
    }
    return copy;
  }

  static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull() || isBlank(value);
  }

  private static boolean isBlank(JsonNode value) {
    return value.isTextual() && value.asText().isBlank();
  }

  private static boolean isEmptyList(JsonNode value) {
    return value.isArray() && value.isEmpty();
  }

  static String quote(JsonNode value) {
    return value.isTextual() ? quote(value.asText()) : shorten(value.toString());
  }

  /** What cannot be seen is shown by its code, such as a no-break space. */
  static String quote(String text) {
    return "'"
        + INVISIBLE
            .matcher(shorten(text))
            .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)))
        + "'";
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }
}
