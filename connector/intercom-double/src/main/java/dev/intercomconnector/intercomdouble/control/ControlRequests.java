package dev.intercomconnector.intercomdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.api.ContactFields;
import dev.intercomconnector.intercomdouble.api.ServedVersion;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.webhook.Subscription;
import dev.intercomconnector.intercomdouble.webhook.Webhooks;
import dev.intercomconnector.intercomdouble.workspace.ContactStatus;
import dev.intercomconnector.intercomdouble.workspace.Profile;
import dev.intercomconnector.intercomdouble.workspace.Role;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what the control API is sent; what cannot be read is an IllegalArgumentException. */
final class ControlRequests {
  private ControlRequests() {}

  static String required(JsonNode body, String field) {
    String value = Json.filled(body, field);
    if (value == null) {
      throw new IllegalArgumentException(field + " is required");
    }
    return value;
  }

  /** An ISO-8601 duration such as {@code PT2S}, or null when the field is missing. */
  static @Nullable Duration duration(JsonNode body, String field) {
    String text = Json.filled(body, field);
    try {
      return text == null ? null : Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(field + " is no ISO-8601 duration: " + text, e);
    }
  }

  static NewContact contact(JsonNode body) {
    Profile profile =
        ContactFields.over(Profile.empty(), body)
            .withUnsubscribedFromEmails(body.path("unsubscribed").asBoolean());
    String role = Json.filled(body, "role");
    String mergedInto = Json.filled(body, "mergedInto");
    ContactStatus status = new ContactStatus.Active();
    if (mergedInto != null) {
      status = new ContactStatus.MergedInto(mergedInto);
    } else if (body.path("archived").asBoolean()) {
      status = new ContactStatus.Archived();
    }
    Duration youngFor = duration(body, "youngFor");
    return new NewContact(
        role == null ? Role.USER : Role.of(role),
        Json.filled(body, "id"),
        profile,
        status,
        youngFor == null ? Duration.ZERO : youngFor);
  }

  /** The behaviour with the request's fields laid over it. */
  static Behaviour behaviour(JsonNode body, Behaviour before) {
    Duration indexLag = duration(body, "indexLag");
    Duration contactIndexLag = duration(body, "contactIndexLag");
    Duration youngFor = duration(body, "youngFor");
    Duration rateWindow = duration(body, "rateWindow");
    String version = Json.filled(body, "defaultVersion");
    String plan = Json.filled(body, "plan");
    return new Behaviour(
        indexLag == null ? before.indexLag() : indexLag,
        contactIndexLag == null ? before.contactIndexLag() : contactIndexLag,
        youngFor == null ? before.youngFor() : youngFor,
        body.path("rateLimit").asInt(before.rateLimit()),
        rateWindow == null ? before.rateWindow() : rateWindow,
        version == null
            ? before.defaultVersion()
            : ServedVersion.of(version)
                .orElseThrow(() -> new IllegalArgumentException("No version " + version)),
        plan == null ? before.plan() : Behaviour.Plan.valueOf(plan.toUpperCase(Locale.ROOT)));
  }

  static Subscription subscription(JsonNode body) {
    Subscription usual =
        Subscription.of(address(required(body, "url")), required(body, "clientSecret"));
    Duration retryAfter = duration(body, "retryAfter");
    return usual
        .withCopies(body.path("copies").asInt(usual.copies()))
        .withHeld(body.path("held").asBoolean())
        .withAttempts(
            body.path("attempts").asInt(usual.attempts()),
            retryAfter == null ? usual.retryAfter() : retryAfter);
  }

  private static URI address(String url) {
    if (!url.matches("https?://[^/\\s]+(/\\S*)?")) {
      throw new IllegalArgumentException("url is no address: " + url);
    }
    return URI.create(url);
  }

  static Webhooks.Order order(JsonNode body) {
    return switch (body.path("order").asText("asHappened")) {
      case "asHappened" -> Webhooks.Order.AS_HAPPENED;
      case "reversed" -> Webhooks.Order.REVERSED;
      default -> throw new IllegalArgumentException("order must be asHappened or reversed");
    };
  }
}
