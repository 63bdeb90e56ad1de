package dev.intercomconnector.plugin;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.conversation.LookResult;
import dev.intercomconnector.conversation.WaitUntil;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.task.FindConversationResult;
import dev.intercomconnector.task.OnTimeout;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds a conversation for a job of the runtime. A wait is a job that fails with its retries left
 * until its deadline, which the engine keeps as a {@link Note}. Weaker than the job worker: each
 * waiting job looks for itself.
 */
final class FindConversationTask {

  private static final Duration FLOOR = Duration.ofSeconds(2);
  private static final Duration CEILING = Duration.ofMinutes(1);

  private final Admission admission;
  private final Failures failures;
  private final Pauses pauses;
  private final ObjectMapper json;
  private final InstantSource clock;

  FindConversationTask(
      Admission admission,
      Failures failures,
      Pauses pauses,
      ObjectMapper json,
      InstantSource clock) {
    this.admission = admission;
    this.failures = failures;
    this.pauses = pauses;
    this.json = json;
    this.clock = clock;
  }

  /** The result as the task's expressions see it. */
  Map<String, Object> run(Delivery delivery) {
    FindConversationInput input =
        failures.valueOf(FindConversationInput.read(delivery.variables()), delivery);
    Account account =
        failures.valueOf(
            admission.admit(delivery, input.workspace(), input.accessToken()), delivery);
    boolean waits = input.criteria().waitUntil() != WaitUntil.NOW;
    Instant now = clock.instant();
    Instant deadline =
        delivery.note() instanceof Note.Waiting waiting
            ? waiting.deadline()
            : now.plus(input.waitFor()).truncatedTo(ChronoUnit.MILLIS);
    Delivery waiting = waits ? delivery.with(new Note.Waiting(deadline)) : delivery;
    boolean inTime = waits && now.isBefore(deadline);
    switch (account.findConversation().look(input.criteria())) {
      case Outcome.Failed<LookResult> failed -> {
        if (!waits || !isUnknownContact(failed.failure())) {
          throw failures.of(failed.failure(), waiting);
        }
        if (inTime) {
          throw lookAgain(failed.failure().problem().describe(), input, deadline, now, waiting);
        }
        return end(null, input, account, waiting);
      }
      case Outcome.Done<LookResult> done -> {
        LookResult look = done.value();
        if (look.satisfied() || !waits) {
          return result(look.conversation(), look.satisfied(), input, account);
        }
        if (inTime) {
          throw lookAgain(
              "Waiting until %s for: %s.".formatted(deadline, word(input)),
              input,
              deadline,
              now,
              waiting);
        }
        return end(look.conversation(), input, account, waiting);
      }
    }
  }

  /** The last look comes at the deadline itself. */
  private RuntimeException lookAgain(
      String reason, FindConversationInput input, Instant deadline, Instant now, Delivery waiting) {
    Duration left = Duration.between(now, deadline);
    Duration pause = pauses.growing(input.waitFor().minus(left), FLOOR, CEILING);
    return failures.waitOn(reason, pause.compareTo(left) < 0 ? pause : left, waiting);
  }

  private Map<String, Object> end(
      @Nullable Conversation seen, FindConversationInput input, Account account, Delivery waiting) {
    if (input.onTimeout() == OnTimeout.COMPLETE) {
      return result(seen, false, input, account);
    }
    throw failures.incident(
        new Problem(
            ErrorCode.INTERCOM_CONVERSATION_TIMEOUT,
            "What was waited for did not happen within %s: %s."
                .formatted(input.waitFor(), word(input)),
            "To go on in the process, let the task's error expression make a BPMN error of it."),
        waiting);
  }

  private Map<String, Object> result(
      @Nullable Conversation conversation,
      boolean found,
      FindConversationInput input,
      Account account) {
    return json.convertValue(
        conversation == null
            ? FindConversationResult.nothing()
            : FindConversationResult.of(
                conversation,
                found,
                input.criteria().includeParts() != null,
                account.inboxUrl(conversation.id())),
        new TypeReference<Map<String, Object>>() {});
  }

  private static boolean isUnknownContact(Failure failure) {
    return failure instanceof Failure.ContactUnknown;
  }

  private static String word(FindConversationInput input) {
    return "the conversation of %s, %s"
        .formatted(
            input.criteria().messageId() == null
                ? "the contact"
                : "message " + input.criteria().messageId(),
            input.criteria().waitUntil().name().toLowerCase(Locale.ROOT));
  }
}
