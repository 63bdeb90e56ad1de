package dev.intercomconnector.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.message.WhatsApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the people that a task's inputs name. */
final class PersonReader {

  private static final Pattern EMAIL =
      Pattern.compile("[^@<>,;\"\\p{Z}\\p{C}]+@[^@<>,;\"\\p{Z}\\p{C}]+");

  /** What would change the path of a request. */
  private static final Pattern DOTS = Pattern.compile("\\.{1,2}");

  private static final Pattern PHONE = Pattern.compile("\\d{5,18}");

  private final TaskInputs inputs;

  PersonReader(TaskInputs inputs) {
    this.inputs = inputs;
  }

  /** One contact or a list of them, each once; an empty list where nothing is given. */
  List<ContactRef> contacts(String field) {
    if (!inputs.has(field)) {
      return List.of();
    }
    JsonNode value = inputs.raw(field);
    List<ContactRef> contacts = new ArrayList<>();
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        contact(field + "[" + (i + 1) + "]", value.get(i)).ifPresent(contacts::add);
      }
    } else {
      contact(field, value).ifPresent(contacts::add);
    }
    return contacts.stream().distinct().toList();
  }

  /** A contact by exactly one of its marks; the type may be left out where either will do. */
  Optional<ContactRef> contact(String field, JsonNode value) {
    if (!value.isObject()) {
      inputs.problem(
          "'%s' is %s; it must be a contact such as {type: \"user\", email: \"ann@example.com\"}."
              .formatted(field, TaskInputs.quote(value)));
      return Optional.empty();
    }
    JsonNode given = value.path("type");
    ContactRef.Type type =
        TaskInputs.isAbsent(given) ? ContactRef.Type.CONTACT : contactType(given.asText());
    if (type == null) {
      inputs.problem(
          "'%s.type' is %s; it can be user, lead or contact."
              .formatted(field, TaskInputs.quote(given)));
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
    return Stream.of("id", "userId", "email")
        .anyMatch(mark -> !TaskInputs.isAbsent(person.path(mark)));
  }

  static boolean hasPhone(JsonNode person) {
    return !TaskInputs.isAbsent(person.path("phone"));
  }

  /** Exactly one of {@code id}, {@code userId} and {@code email}. */
  Optional<PersonKey> person(String field, JsonNode value) {
    List<PersonKey> keys = new ArrayList<>();
    id(field, value, "id").map(PersonKey.Id::new).ifPresent(keys::add);
    id(field, value, "userId").map(PersonKey.UserId::new).ifPresent(keys::add);
    mark(field, value, "email", this::email).map(PersonKey.Email::new).ifPresent(keys::add);
    if (keys.size() == 1) {
      return Optional.of(keys.getFirst());
    }
    if (keys.size() > 1) {
      inputs.problem(
          "'%s' has more than one of id, userId and email; give exactly one.".formatted(field));
    } else if (hasPhone(value)) {
      inputs.problem(
          "'%s.phone' is given, but only a WhatsApp message to one person can go to a number."
              .formatted(field));
    } else if (!isNamed(value)) {
      inputs.problem("'%s' names nobody; give its id, userId or email.".formatted(field));
    }
    return Optional.empty();
  }

  /** A person of a WhatsApp message who is named by a number. */
  Optional<WhatsApp.Phone> phone(String field) {
    JsonNode value = inputs.raw(field);
    if (!hasPhone(value)) {
      return Optional.empty();
    }
    if (isNamed(value)) {
      inputs.problem("'%s' has a phone and an id, userId or email; give one.".formatted(field));
    }
    String name = mark(field, value, "name", (what, given) -> given).orElse(null);
    return mark(field, value, "phone", this::number)
        .map(number -> new WhatsApp.Phone(number, name));
  }

  private Optional<String> id(String field, JsonNode value, String mark) {
    return mark(
        field,
        value,
        mark,
        (what, given) ->
            DOTS.matcher(given).matches()
                ? refused("'%s' is '%s', which is no id.".formatted(what, given))
                : given);
  }

  private @Nullable String email(String field, String given) {
    return EMAIL.matcher(given).matches()
        ? given
        : refused(
            "'%s' is %s; it must be one e-mail address such as ann@example.com, and nothing else."
                .formatted(field, TaskInputs.quote(given)));
  }

  private @Nullable String number(String field, String given) {
    String digits = given.replaceFirst("^\\+", "").replaceAll("[ ()./-]", "");
    return PHONE.matcher(digits).matches()
        ? digits
        : refused(
            "'%s' is %s; it must be a phone number with its country's code, such as 5547999998888."
                .formatted(field, TaskInputs.quote(given)));
  }

  private @Nullable String refused(String sentence) {
    inputs.problem(sentence);
    return null;
  }

  private interface Check {
    /** The text to go on with; null where it was refused. */
    @Nullable String of(String field, String given);
  }

  private Optional<String> mark(String field, JsonNode value, String mark, Check check) {
    JsonNode given = value.path(mark);
    if (TaskInputs.isAbsent(given)) {
      return Optional.empty();
    }
    String name = field + "." + mark;
    String text = inputs.scalar(name, given);
    return text == null ? Optional.empty() : Optional.ofNullable(check.of(name, text.strip()));
  }
}
