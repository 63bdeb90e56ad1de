package dev.intercomconnector.task;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Outcome;
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
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

  /** Text, or a number or boolean written as text. */
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

  /** One contact or a list of them; an empty list where nothing is given. */
  List<ContactRef> contacts(String field) {
    if (!has(field)) {
      return List.of();
    }
    JsonNode value = inputs.path(field);
    List<ContactRef> contacts = new ArrayList<>();
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        contact(field + "[" + (i + 1) + "]", value.get(i)).ifPresent(contacts::add);
      }
    } else {
      contact(field, value).ifPresent(contacts::add);
    }
    return contacts;
  }

  /** A contact by exactly one of its marks; the type may be left out where either will do. */
  Optional<ContactRef> contact(String field, JsonNode value) {
    if (!value.isObject()) {
      problem(
          "'%s' is %s; it must be a contact such as {type: \"user\", email: \"ann@example.com\"}."
              .formatted(field, quote(value)));
      return Optional.empty();
    }
    JsonNode given = value.path("type");
    ContactRef.Type type = isAbsent(given) ? ContactRef.Type.CONTACT : contactType(given.asText());
    if (type == null) {
      problem("'%s.type' is %s; it can be user, lead or contact.".formatted(field, quote(given)));
      return Optional.empty();
    }
    return person(field, value).map(key -> new ContactRef(type, key));
  }

  private static ContactRef.@Nullable Type contactType(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "user" -> ContactRef.Type.USER;
      case "lead" -> ContactRef.Type.LEAD;
      case "contact" -> ContactRef.Type.CONTACT;
      default -> null;
    };
  }

  /** Whether any mark is given, right or wrong; a form left blank sends blank ones. */
  static boolean isNamed(JsonNode person) {
    return Stream.of("id", "userId", "email").anyMatch(mark -> !isAbsent(person.path(mark)));
  }

  /** Exactly one of {@code id}, {@code userId} and {@code email}. */
  Optional<PersonKey> person(String field, JsonNode value) {
    List<PersonKey> keys = new ArrayList<>();
    mark(field, value, "id").map(PersonKey.Id::new).ifPresent(keys::add);
    mark(field, value, "userId").map(PersonKey.UserId::new).ifPresent(keys::add);
    mark(field, value, "email").map(PersonKey.Email::new).ifPresent(keys::add);
    if (keys.size() == 1) {
      return Optional.of(keys.getFirst());
    }
    problem(
        keys.isEmpty()
            ? "'%s' names nobody; give its id, userId or email.".formatted(field)
            : "'%s' has more than one of id, userId and email; give exactly one.".formatted(field));
    return Optional.empty();
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

  private Optional<String> mark(String field, JsonNode value, String mark) {
    JsonNode given = value.path(mark);
    return isAbsent(given)
        ? Optional.empty()
        : Optional.ofNullable(scalar(field + "." + mark, given)).map(String::strip);
  }

  private @Nullable String scalar(String field, JsonNode value) {
    if (value.isValueNode()) {
      return value.asText();
    }
    problem("'%s' is %s; it must be text.".formatted(field, quote(value)));
    return null;
  }

  private static boolean isAbsent(JsonNode value) {
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

  private static String quote(String text) {
    return "'" + shorten(text) + "'";
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }
}
