package dev.intercomconnector.intercom;

import static dev.intercomconnector.intercom.ErrorCode.*;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercom.Failure.ContactUnknown;
import dev.intercomconnector.intercom.Failure.NotExecuted;
import dev.intercomconnector.intercom.Failure.OutcomeUnknown;
import dev.intercomconnector.intercom.Failure.RateLimited;
import dev.intercomconnector.intercom.Failure.Rejected;
import dev.intercomconnector.intercom.Problem.IntercomError;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What an answer that is no success means for the caller, by the table of statuses and codes that
 * Intercom's descriptions and SDKs show.
 */
final class ResponseClassifier {

  private static final String CHECK_IN_INTERCOM =
      "Look in Intercom whether the message is there before you send it again.";

  private static final String CHECK_THE_WAY =
      "It is tried again; if it goes on, check the workspace's region or base URL, and any proxy or"
          + " firewall on the way to Intercom.";

  private static final String TOO_LARGE =
      "The answer is larger than any of Intercom's, so it was not read.";

  /** After a refusal that names no reset: the length of the windows that Intercom documents. */
  private static final Duration USUAL_WINDOW = Duration.ofSeconds(10);

  /** Of a list of errors: they go into incidents and variables, which have limits. */
  private static final int MOST_ERRORS = 20;

  private static final int LONGEST_TEXT = 500;

  /** Line ends and other controls, and marks that turn the direction of what follows. */
  private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  /** Whether a call changes something at Intercom, so that an unknown outcome matters. */
  enum Kind {
    READS,
    CREATES
  }

  private ResponseClassifier() {}

  static Failure on(Reply reply, Kind kind, Instant now) {
    return switch (reply) {
      case Reply.NoAnswer none -> onNoAnswer(none, kind);
      case Reply.Answer answer -> onAnswer(answer, kind, now);
    };
  }

  private static Failure onNoAnswer(Reply.NoAnswer none, Kind kind) {
    if (kind == Kind.READS || !none.begun()) {
      return new NotExecuted(
          new Problem(
              INTERCOM_UNAVAILABLE,
              "Intercom could not be reached: %s.".formatted(words(none.cause())),
              "It is tried again; if it goes on, check the network and the configured region or"
                  + " base URL."));
    }
    return new OutcomeUnknown(
        new Problem(
            INTERCOM_OUTCOME_UNKNOWN,
            "The connection to Intercom was lost after the message had been sent, before an answer"
                + " came: %s.".formatted(words(none.cause())),
            CHECK_IN_INTERCOM));
  }

  private static String words(IOException cause) {
    String message = Objects.requireNonNullElse(shown(cause.getMessage()), "");
    return switch (cause) {
      case UnknownHostException unknown -> "the host name is not known (" + message + ")";
      case SSLException ssl -> "TLS failed (" + message + ")";
      default -> message.isEmpty() ? cause.getClass().getSimpleName() : message;
    };
  }

  private static Failure onAnswer(Reply.Answer answer, Kind kind, Instant now) {
    IntercomError error = read(answer);
    int status = answer.status();
    if (status == 429) {
      Duration untilReset = answer.untilReset(now);
      return new RateLimited(
          new Problem(
              INTERCOM_RATE_LIMITED,
              "Intercom's rate limit is used up.",
              "It is tried again after the limit's reset.",
              error),
          untilReset == null ? USUAL_WINDOW : untilReset);
    }
    if (status >= 500 || status == 408 || status == 303 || answer.isSuccess()) {
      return undecided(answer, kind, error);
    }
    if (status < 400) {
      return rejected(
          INTERCOM_UNAVAILABLE,
          "The configured address answered with a redirect, which is never followed with a token.",
          "Correct the region or base URL of this workspace in the worker's configuration.",
          error);
    }
    if (isForeign(answer)) {
      return foreign(answer);
    }
    return switch (status) {
      case 401 ->
          rejected(
              INTERCOM_UNAUTHORIZED,
              "Intercom refuses the access token.",
              "Set a valid access token for this workspace, and check that the region is right.",
              error);
      case 403 -> onForbidden(error);
      case 404 -> onNotFound(error);
      case 409 ->
          rejected(
              INTERCOM_CONTACT_AMBIGUOUS,
              "Several contacts match.",
              "Name the contact by its Intercom id.",
              error);
      case 410 ->
          rejected(
              INTERCOM_CONTACT_NOT_FOUND,
              "The contact was merged into another one%s.".formatted(survivor(answer)),
              "Use the id of the contact it was merged into.",
              error);
      default ->
          rejected(
              INTERCOM_INVALID_REQUEST,
              "Intercom refuses the request.",
              "Correct the task's inputs.",
              error);
    };
  }

  /** Whether the refusal comes from another server: a proxy, a firewall, or a wrong address. */
  private static boolean isForeign(Reply.Answer answer) {
    if (answer.status() == 407) {
      return true;
    }
    if (answer.hasBody()) {
      return !answer.isIntercomsError();
    }
    return switch (answer.status()) {
      case 400, 401, 403, 422 -> false;
      default -> true;
    };
  }

  private static Failure foreign(Reply.Answer answer) {
    String type = shown(answer.headers().get("Content-Type"));
    return new NotExecuted(
        new Problem(
            INTERCOM_UNAVAILABLE,
            "The configured address does not answer like Intercom: status %d%s."
                .formatted(answer.status(), type == null ? "" : ", " + type),
            CHECK_THE_WAY));
  }

  /** The server failed, or its answer has no result: a read is repeated, a send is not. */
  private static Failure undecided(Reply.Answer answer, Kind kind, IntercomError error) {
    if (answer.isTooLarge()) {
      return kind == Kind.READS
          ? new NotExecuted(new Problem(INTERCOM_UNAVAILABLE, TOO_LARGE, CHECK_THE_WAY, error))
          : new OutcomeUnknown(
              new Problem(INTERCOM_OUTCOME_UNKNOWN, TOO_LARGE, CHECK_IN_INTERCOM, error));
    }
    if (kind == Kind.READS) {
      return new NotExecuted(
          new Problem(
              INTERCOM_UNAVAILABLE,
              answer.isSuccess()
                  ? "The answer is not what Intercom was asked for."
                  : "Intercom failed to answer.",
              "It is tried again; if it goes on, look at Intercom's status page.",
              error));
    }
    String summary =
        answer.isSuccess()
            ? "The request was accepted, but the answer has no message id."
            : "Intercom failed while it handled the message.";
    return new OutcomeUnknown(
        new Problem(INTERCOM_OUTCOME_UNKNOWN, summary, CHECK_IN_INTERCOM, error));
  }

  private static Failure onForbidden(IntercomError error) {
    String message = lower(error.message());
    if (message.contains("unsubscribed")) {
      return rejected(
          INTERCOM_UNSUBSCRIBED,
          "The contact has unsubscribed from e-mails.",
          "Send an in-app message instead, or leave this contact out.",
          error);
    }
    if (lower(error.code()).contains("plan") || message.contains("subscription")) {
      return rejected(
          INTERCOM_PLAN_RESTRICTED,
          "The plan of this Intercom workspace does not allow it.",
          "Check the workspace's subscription at Intercom.",
          error);
    }
    return rejected(
        INTERCOM_UNAUTHORIZED,
        "The access token lacks a permission.",
        "Give the app behind the token the permission to write and read this data.",
        error);
  }

  private static Failure onNotFound(IntercomError error) {
    String message = lower(error.message());
    if (message.contains("admin")) {
      return rejected(
          INTERCOM_ADMIN_NOT_FOUND,
          "Intercom does not know the admin.",
          "Use the id or e-mail of an admin of this workspace.",
          error);
    }
    return new ContactUnknown(
        new Problem(
            INTERCOM_CONTACT_NOT_FOUND,
            "Intercom does not know the contact.",
            "Check the id and the workspace's region; an archived contact cannot be written to.",
            error));
  }

  /** From {@code Link: <https://api.intercom.io/contacts/ID>; rel="successor-version"}. */
  private static String survivor(Reply.Answer answer) {
    String link = answer.headers().get("Link");
    if (link == null) {
      return "";
    }
    int from = link.lastIndexOf("/contacts/");
    int to = link.indexOf('>', Math.max(from, 0));
    return from < 0 || to < from
        ? ""
        : ", " + shown(link.substring(from + "/contacts/".length(), to));
  }

  private static IntercomError read(Reply.Answer answer) {
    JsonNode json = answer.json();
    List<IntercomError.Item> errors = new ArrayList<>();
    if (json.path("errors").isArray()) {
      for (JsonNode error : json.path("errors")) {
        if (errors.size() < MOST_ERRORS) {
          errors.add(item(error));
        }
      }
    } else if (answer.isIntercomsError()) {
      errors.add(item(json));
    }
    String requestId = JsonFields.text(json, "request_id");
    return new IntercomError(
        answer.status(),
        List.copyOf(errors),
        shown(requestId == null ? answer.headers().get("X-Request-Id") : requestId));
  }

  private static IntercomError.Item item(JsonNode error) {
    return new IntercomError.Item(
        shown(JsonFields.text(error, "code")),
        shown(JsonFields.text(error, "message")),
        shown(JsonFields.text(error, "field")));
  }

  /** Foreign words for an incident or a log: on one line, and not more than a part of them. */
  private static @Nullable String shown(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int end = LONGEST_TEXT;
    if (text.length() <= LONGEST_TEXT) {
      end = text.length();
    } else if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    String clean = NOT_SHOWN.matcher(text.substring(0, end)).replaceAll(" ");
    return end == text.length() ? clean : clean + "...";
  }

  private static Failure rejected(
      ErrorCode code, String summary, String advice, IntercomError error) {
    return new Rejected(new Problem(code, summary, advice, error));
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
