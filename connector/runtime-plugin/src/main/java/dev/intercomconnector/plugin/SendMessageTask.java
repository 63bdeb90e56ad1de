package dev.intercomconnector.plugin;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.message.PreparedMessage;
import dev.intercomconnector.message.Sent;
import dev.intercomconnector.pacing.Permit;
import dev.intercomconnector.plugin.SendMemory.Standing;
import dev.intercomconnector.task.OnUnknownOutcome;
import dev.intercomconnector.task.SendMarkers;
import dev.intercomconnector.task.SendMessageInput;
import dev.intercomconnector.task.SendMessageResult;
import dev.intercomconnector.task.SendResolution;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message for a job of the runtime.
 *
 * <p>Weaker than the job worker: a function of the runtime cannot write to the engine before it
 * sends, so no marker tells of a send that was begun. If this process ends, or loses the job's
 * lease to another replica, between the request and the job's completion, the job is delivered
 * again and the message is sent again. Within this process {@link SendMemory} prevents that, and a
 * failure that said "unknown" prevents it everywhere, since the engine keeps its {@link Note}.
 */
final class SendMessageTask {

  /** The job's lease is not known here, and 5 minutes unless configured otherwise. */
  private static final Duration LONGEST_WAIT_FOR_PERMIT = Duration.ofSeconds(20);

  private static final Duration ANOTHER_IS_SENDING = Duration.ofSeconds(30);

  private final Admission admission;
  private final Failures failures;
  private final SendMemory memory;
  private final ObjectMapper json;

  SendMessageTask(Admission admission, Failures failures, SendMemory memory, ObjectMapper json) {
    this.admission = admission;
    this.failures = failures;
    this.memory = memory;
    this.json = json;
  }

  /** The result as the task's expressions see it. */
  Map<String, Object> run(Delivery delivery) {
    if (!SendMarkers.of(delivery.variables(), delivery.elementInstanceKey()).isMissingNode()) {
      throw failures.incident(
          new Problem(
              ErrorCode.INTERCOM_INVALID_REQUEST,
              "The job worker of this connector has begun to send this message: the variable '%s'"
                      .formatted(SendMarkers.VARIABLE)
                  + " says so.",
              "Let the job worker end it, and give worker and runtime different task types."),
          delivery);
    }
    Standing standing = memory.recall(delivery.elementInstanceKey());
    if (standing instanceof Standing.Sent sent) {
      Map<String, Object> result = new LinkedHashMap<>(sent.result());
      result.put("alreadySent", true);
      return result;
    }
    if (standing instanceof Standing.Begun) {
      throw anotherIsSending(delivery);
    }
    SendMessageInput input =
        failures.valueOf(SendMessageInput.read(delivery.variables()), delivery);
    String doubt = attemptInDoubt(standing, delivery.note());
    if (doubt == null) {
      return send(delivery, standing, input);
    }
    Outcome<SendResolution> said = SendResolution.read(delivery.variables(), doubt);
    if (said == null && input.onUnknownOutcome() != OnUnknownOutcome.RESEND) {
      throw failures.unknown(
          new Problem(
              ErrorCode.INTERCOM_OUTCOME_UNKNOWN,
              "A send of this message was begun and its outcome is not known.",
              "Look in Intercom whether the message is there."),
          doubt,
          delivery);
    }
    String messageId = said == null ? null : failures.valueOf(said, delivery).messageId();
    return messageId == null
        ? send(delivery.with(null), standing, input)
        : plain(SendMessageResult.known(messageId));
  }

  private static @Nullable String attemptInDoubt(@Nullable Standing standing, @Nullable Note note) {
    if (standing instanceof Standing.InDoubt inDoubt) {
      return inDoubt.attemptId();
    }
    return note instanceof Note.InDoubt inDoubt ? inDoubt.attemptId() : null;
  }

  private Map<String, Object> send(
      Delivery delivery, @Nullable Standing standing, SendMessageInput input) {
    Account account =
        failures.valueOf(
            admission.admit(delivery, input.workspace(), input.accessToken()), delivery);
    PreparedMessage message =
        failures.valueOf(account.sendMessage().prepare(input.message()), delivery);
    Permit permit =
        failures.valueOf(account.sendMessage().permit(LONGEST_WAIT_FOR_PERMIT), delivery);
    long key = delivery.elementInstanceKey();
    if (!memory.begin(key, standing)) {
      throw anotherIsSending(delivery);
    }
    String attemptId = UUID.randomUUID().toString();
    Standing after = new Standing.InDoubt(attemptId);
    try {
      switch (account.sendMessage().deliver(message, permit)) {
        case Outcome.Done<Sent> sent -> {
          Map<String, Object> result = plain(SendMessageResult.of(sent.value()));
          after = new Standing.Sent(result);
          return result;
        }
        case Outcome.Failed<Sent> failed -> {
          if (!(failed.failure() instanceof Failure.OutcomeUnknown unknown)) {
            after = null;
            throw failures.of(failed.failure(), delivery);
          }
          if (input.onUnknownOutcome() == OnUnknownOutcome.RESEND) {
            after = null;
            throw failures.retry(unknown.problem(), delivery);
          }
          throw failures.unknown(unknown.problem(), attemptId, delivery);
        }
      }
    } finally {
      memory.end(key, after);
    }
  }

  private RuntimeException anotherIsSending(Delivery delivery) {
    return failures.waitOn(
        "Another delivery of this job is sending the message.", ANOTHER_IS_SENDING, delivery);
  }

  private Map<String, Object> plain(SendMessageResult result) {
    return json.convertValue(result, new TypeReference<Map<String, Object>>() {});
  }
}
