package dev.intercomconnector.worker.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.message.PreparedMessage;
import dev.intercomconnector.message.Sent;
import dev.intercomconnector.task.OnUnknownOutcome;
import dev.intercomconnector.task.SendMessageInput;
import dev.intercomconnector.task.SendMessageResult;
import dev.intercomconnector.task.SendResolution;
import dev.intercomconnector.task.ending.FailurePolicy;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.task.ending.RetryTerms;
import dev.intercomconnector.worker.job.DeliveryEnd;
import dev.intercomconnector.worker.job.Job;
import dev.intercomconnector.worker.job.JobEndSender;
import dev.intercomconnector.worker.job.KnownWork;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.WorkerProperties;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What becomes of a job whose message an earlier delivery may have sent. In this order: the result
 * is known; an operator has said what happened; the message is found in Intercom; the designer's
 * choice for an unknown outcome.
 */
@Component
class EarlierSend {

  /** Local to each instance of a multi-instance body. */
  static final String LOOP_COUNTER = "loopCounter";

  /** How far Intercom's clock and ours may be apart where Intercom's is not known. */
  private static final Duration SKEW = Duration.ofSeconds(10);

  /** Intercom's times are whole seconds. */
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** How often in a row Intercom may fail to be searched before an operator has to know. */
  private static final int MOST_FAILED_LOOKS = 20;

  private final RecentSends recent;
  private final FailurePolicy policy;
  private final SendMeter meter;
  private final ObjectMapper json;
  private final Duration call;
  private final Duration longestDelivery;
  private final WorkerProperties.Reconciliation looking;
  private final InstantSource clock;

  EarlierSend(
      RecentSends recent,
      FailurePolicy policy,
      SendMeter meter,
      ObjectMapper json,
      WorkerProperties properties,
      InstantSource clock) {
    this.recent = recent;
    this.policy = policy;
    this.meter = meter;
    this.json = json;
    this.call = properties.timeouts().call();
    this.longestDelivery = properties.sendMessage().lease().plus(JobEndSender.GRACE);
    this.looking = properties.reconciliation();
    this.clock = clock;
  }

  /** What is known of earlier deliveries without asking Intercom. */
  sealed interface Known {}

  /** What is known after Intercom has been asked, if it had to be. */
  sealed interface Settled {}

  /** The message was not sent, or may be sent again. */
  record NotSent() implements Known, Settled {}

  /** Nothing is to be sent: this is how the delivery ends. */
  record Ended(DeliveryEnd end) implements Known, Settled {}

  /** A send was begun, and nothing says what became of it. */
  record InDoubt(SendMarker marker) implements Known {}

  private static final NotSent NOT_SENT = new NotSent();

  Known known(Job job) {
    if (SendMarker.isOfAnotherVersion(job)) {
      return ended(
          policy.giveBack(
              job.retryTerms(),
              "Another version of this worker began to send this message, and this one cannot read"
                  + " its note; the job is left to the other version."));
    }
    SendMarker marker = SendMarker.of(job);
    if (marker == null) {
      return NOT_SENT;
    }
    JsonNode result = marker.result() == null ? recent.result(job.key()) : marker.result();
    if (result != null) {
      return alreadySent(job, marker, result);
    }
    Outcome<SendResolution> resolution = SendResolution.read(job.variables(), marker.attemptId());
    return switch (resolution) {
      case null -> new InDoubt(marker);
      case Outcome.Failed<SendResolution>(var failure) ->
          ended(policy.end(failure, job.retryTerms()));
      case Outcome.Done<SendResolution>(var said) ->
          said.messageId() == null
              ? NOT_SENT
              : alreadySent(
                  job, marker, json.valueToTree(SendMessageResult.known(said.messageId())));
    };
  }

  /** Waits for whoever may still be sending, then looks for the message in Intercom. */
  Settled lookFor(Job job, SendMarker marker, SendMessageInput input, IntercomWorkspace workspace) {
    Instant settled = marker.at().plus(longestDelivery);
    if (!recent.isOver(marker.attemptId()) && clock.instant().isBefore(settled)) {
      return ended(
          policy.waitOn(
              job.retryTerms(),
              Duration.between(clock.instant(), settled),
              "Another delivery began to send this message at %s and may still report; it is waited for until %s."
                  .formatted(marker.at(), settled)));
    }
    return switch (workspace.sendMessage().prepare(input.message())) {
      case Outcome.Failed<PreparedMessage>(Failure.Rejected(var problem))
          when problem.code() != ErrorCode.INTERCOM_UNAUTHORIZED ->
          nobodyKnows(
              job, marker, input, " It cannot be looked for any more: " + problem.summary());
      case Outcome.Failed<PreparedMessage>(var failure) -> couldNotLook(job, marker, failure);
      case Outcome.Done<PreparedMessage>(var message) -> {
        // Only the same inputs lead to the message that was begun.
        if (!marker.isOf(message)) {
          yield nobodyKnows(
              job, marker, input, " It cannot be looked for, since its inputs changed.");
        }
        yield canBeLookedFor(job, workspace, message)
            ? look(job, marker, input, workspace, message)
            : nobodyKnows(job, marker, input, "");
      }
    };
  }

  /** The end of a delivery whose own send has no known outcome. */
  DeliveryEnd isUnknown(
      Job job,
      SendMarker marker,
      SendMessageInput input,
      IntercomWorkspace workspace,
      PreparedMessage message,
      Problem problem) {
    if (canBeLookedFor(job, workspace, message)) {
      return DeliveryEnd.of(lookLater(job, marker));
    }
    return DeliveryEnd.of(
        input.onUnknownOutcome() == OnUnknownOutcome.RESEND
            ? policy.retry(problem, job.retryTerms())
            : designersChoice(job, marker, input, problem));
  }

  /** The job completes with the result, and what is known is never given up. */
  DeliveryEnd completed(Job job, SendMarker marker, JsonNode result) {
    return new DeliveryEnd(
        policy.completed(result, job.retryTerms()),
        new KnownWork.Done(
            marker.variables(), "message " + result.path("messageId").asText() + " was sent"));
  }

  private Ended alreadySent(Job job, SendMarker marker, JsonNode result) {
    meter.sent(job, SendMeter.Outcome.ALREADY_SENT);
    JsonNode again = ((ObjectNode) result.deepCopy()).put("alreadySent", true);
    return new Ended(completed(job, marker.sent(result), again));
  }

  private static boolean canBeLookedFor(
      Job job, IntercomWorkspace workspace, PreparedMessage message) {
    // Another instance of the same body may have sent the very same message.
    return !job.variables().hasNonNull(LOOP_COUNTER)
        && workspace.sendMessage().canBeLookedFor(message);
  }

  private Settled look(
      Job job,
      SendMarker marker,
      SendMessageInput input,
      IntercomWorkspace workspace,
      PreparedMessage message) {
    return switch (workspace.sendMessage().lookFor(message, earliest(marker), latest(marker))) {
      case Outcome.Failed<List<Sent>>(var failure) -> couldNotLook(job, marker, failure);
      case Outcome.Done<List<Sent>>(var found) -> {
        if (found.size() > 1
            || found.stream()
                .anyMatch(sent -> recent.isOfAnother(sent.message().id(), marker.attemptId()))) {
          meter.reconciled(job, SendMeter.Reconciled.AMBIGUOUS);
          yield nobodyKnows(
              job,
              marker,
              input,
              " Intercom has the same words to the same contact, but another send may have been"
                  + " theirs.");
        }
        if (!found.isEmpty()) {
          JsonNode result = json.valueToTree(SendMessageResult.of(found.getFirst()));
          recent.sent(job.key(), marker.attemptId(), result);
          meter.reconciled(job, SendMeter.Reconciled.FOUND);
          yield alreadySent(job, marker, result);
        }
        if (clock.instant().isBefore(lookedForUntil(marker))) {
          yield ended(lookLater(job, marker));
        }
        meter.reconciled(job, SendMeter.Reconciled.NOT_FOUND);
        yield nobodyKnows(
            job,
            marker,
            input,
            " It was looked for in Intercom and not found, which does not prove that it is not"
                + " there.");
      }
    };
  }

  /** Gives the job back until its message, if Intercom has it, can be found there. */
  private JobEnd lookLater(Job job, SendMarker marker) {
    RetryTerms terms = job.retryTerms();
    return policy.waitOn(
        terms.with(terms.state().afterLook()),
        looking.pause(),
        "Intercom may have the message: the send begun at %s has no known outcome. It is looked for until %s."
            .formatted(marker.at(), lookedForUntil(marker)));
  }

  /** That it could not be looked for says nothing about the message. */
  private Settled couldNotLook(Job job, SendMarker marker, Failure failure) {
    Problem problem = failure.problem();
    RetryTerms terms = job.retryTerms();
    if (terms.state().failedLooks() < MOST_FAILED_LOOKS) {
      return ended(
          policy.waitOn(
              terms.with(terms.state().afterFailedLook()),
              failure instanceof Failure.RateLimited(var limited, var after)
                  ? after
                  : looking.pause(),
              "Intercom may have the message: the send begun at %s has no known outcome. It could not be looked for: %s"
                  .formatted(marker.at(), problem.describe())));
    }
    return ended(
        policy.incident(
            new Problem(
                ErrorCode.INTERCOM_OUTCOME_UNKNOWN,
                "A send of this message was begun at %s and its outcome is not known. It could not be looked for in Intercom: %s"
                    .formatted(marker.at(), problem.summary()),
                "Retry when Intercom can be searched again. " + howTo(marker),
                problem.intercom()),
            job.retryTerms()));
  }

  private Settled nobodyKnows(
      Job job, SendMarker marker, SendMessageInput input, String lookedFor) {
    if (input.onUnknownOutcome() == OnUnknownOutcome.RESEND) {
      return NOT_SENT;
    }
    if (!recent.isOver(marker.attemptId())) {
      meter.sent(job, SendMeter.Outcome.UNKNOWN);
    }
    return ended(
        designersChoice(
            job,
            marker,
            input,
            new Problem(
                ErrorCode.INTERCOM_OUTCOME_UNKNOWN,
                "A send of this message was begun at %s and its outcome is not known.%s"
                    .formatted(marker.at(), lookedFor),
                "Look in Intercom whether the message is there.")));
  }

  private JobEnd designersChoice(
      Job job, SendMarker marker, SendMessageInput input, Problem problem) {
    Problem withHelp =
        new Problem(
            problem.code(),
            problem.summary(),
            problem.advice() + " " + howTo(marker),
            problem.intercom());
    return input.onUnknownOutcome() == OnUnknownOutcome.BPMN_ERROR
        ? policy.bpmnError(withHelp, job.retryTerms())
        : policy.incident(withHelp, job.retryTerms());
  }

  private static String howTo(SendMarker marker) {
    return SendResolution.howTo(marker.attemptId());
  }

  private Instant earliest(SendMarker marker) {
    return marker.intercomAt() == null
        ? marker.at().minus(SKEW)
        : marker.intercomAt().minus(SECOND);
  }

  /** The request goes out within the time limit of a call, and Intercom may take a while. */
  private Instant latest(SendMarker marker) {
    Instant begun = marker.intercomAt() == null ? marker.at() : marker.intercomAt();
    return begun.plus(call).plus(SKEW);
  }

  private Instant lookedForUntil(SendMarker marker) {
    Duration over = recent.isOver(marker.attemptId()) ? call : longestDelivery;
    return marker.at().plus(over).plus(looking.within());
  }

  private static Ended ended(JobEnd end) {
    return new Ended(DeliveryEnd.of(end));
  }
}
