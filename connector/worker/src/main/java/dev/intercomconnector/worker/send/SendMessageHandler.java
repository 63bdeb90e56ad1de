package dev.intercomconnector.worker.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.message.PreparedMessage;
import dev.intercomconnector.message.Sent;
import dev.intercomconnector.pacing.Permit;
import dev.intercomconnector.task.SendMessageInput;
import dev.intercomconnector.task.SendMessageResult;
import dev.intercomconnector.task.SendResolution;
import dev.intercomconnector.task.ending.FailurePolicy;
import dev.intercomconnector.task.ending.RetryState;
import dev.intercomconnector.worker.job.DeliveryEnd;
import dev.intercomconnector.worker.job.Job;
import dev.intercomconnector.worker.job.JobHandler;
import dev.intercomconnector.worker.job.KnownWork;
import dev.intercomconnector.worker.job.WorkspaceOfJob;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Sends the message of a job, unless an earlier delivery may have done so. In this order: inputs,
 * people, the permit of the rate limit, the marker in the engine, the request. Nothing slow stands
 * between marker and request.
 */
@Component
public class SendMessageHandler implements JobHandler {

  /** What a job has to bring along. */
  public static final List<String> VARIABLES =
      Stream.concat(
              SendMessageInput.VARIABLES.stream(),
              Stream.of(
                  RetryState.VARIABLE,
                  SendMarker.VARIABLE,
                  SendMarker.SENT,
                  SendMarker.NOT_EXECUTED,
                  SendResolution.VARIABLE,
                  EarlierSend.LOOP_COUNTER))
          .toList();

  private final WorkspaceOfJob workspaces;
  private final EarlierSend earlierSend;
  private final MarkerWrites markers;
  private final RecentSends recent;
  private final FailurePolicy policy;
  private final SendMeter meter;
  private final ObjectMapper json;

  SendMessageHandler(
      WorkspaceOfJob workspaces,
      EarlierSend earlierSend,
      MarkerWrites markers,
      RecentSends recent,
      FailurePolicy policy,
      SendMeter meter,
      ObjectMapper json) {
    this.workspaces = workspaces;
    this.earlierSend = earlierSend;
    this.markers = markers;
    this.recent = recent;
    this.policy = policy;
    this.meter = meter;
    this.json = json;
  }

  @Override
  public DeliveryEnd handle(Job job) {
    return switch (earlierSend.known(job)) {
      case EarlierSend.Ended(var end) -> end;
      case EarlierSend.NotSent none ->
          withInputs(job, (input, workspace) -> send(job, input, workspace));
      case EarlierSend.InDoubt(var marker) ->
          withInputs(
              job,
              (input, workspace) ->
                  switch (earlierSend.lookFor(job, marker, input, workspace)) {
                    case EarlierSend.Ended(var end) -> end;
                    case EarlierSend.NotSent none -> send(job, input, workspace);
                  });
    };
  }

  private DeliveryEnd withInputs(
      Job job, BiFunction<SendMessageInput, IntercomWorkspace, DeliveryEnd> next) {
    return switch (SendMessageInput.read(job.variables())) {
      case Outcome.Failed<SendMessageInput>(var failure) ->
          DeliveryEnd.of(policy.end(failure, job.retryTerms()));
      case Outcome.Done<SendMessageInput>(var input) ->
          switch (workspaces.find(job, input.workspace(), input.accessToken())) {
            case WorkspaceOfJob.None(var end) -> DeliveryEnd.of(end);
            case WorkspaceOfJob.Usable(var workspace) -> next.apply(input, workspace);
          };
    };
  }

  private DeliveryEnd send(Job job, SendMessageInput input, IntercomWorkspace workspace) {
    return switch (workspace.sendMessage().prepare(input.message())) {
      case Outcome.Failed<PreparedMessage>(var failure) ->
          failed(job, workspace, failure, KnownWork.NOTHING);
      case Outcome.Done<PreparedMessage>(var message) ->
          // All waiting is over before the marker is written.
          switch (workspace.sendMessage().permit(markers.timeToBegin(job))) {
            case Outcome.Failed<Permit>(var failure) ->
                failed(job, workspace, failure, KnownWork.NOTHING);
            case Outcome.Done<Permit>(var permit) -> begin(job, input, workspace, message, permit);
          };
    };
  }

  private DeliveryEnd begin(
      Job job,
      SendMessageInput input,
      IntercomWorkspace workspace,
      PreparedMessage message,
      Permit permit) {
    return switch (markers.begin(job, message, workspace.intercom().intercomTime())) {
      case MarkerWrites.NotBegun(var reason, var known) ->
          new DeliveryEnd(policy.giveBack(job.retryTerms(), reason), known);
      case MarkerWrites.Begun(var marker) ->
          switch (workspace.sendMessage().deliver(message, permit)) {
            case Outcome.Done<Sent>(var sent) -> sent(job, marker, sent);
            case Outcome.Failed<Sent>(Failure.OutcomeUnknown(var problem)) -> {
              meter.sent(job, SendMeter.Outcome.UNKNOWN);
              recent.outcomeUnknown(marker.attemptId());
              yield earlierSend.isUnknown(job, marker, input, workspace, message, problem);
            }
            case Outcome.Failed<Sent>(var failure) ->
                failed(job, workspace, failure, new KnownWork.NotExecuted(marker.notExecuted()));
          };
    };
  }

  private DeliveryEnd sent(Job job, SendMarker marker, Sent sent) {
    JsonNode result = json.valueToTree(SendMessageResult.of(sent));
    recent.sent(job.key(), marker.attemptId(), result);
    meter.sent(job, SendMeter.Outcome.SENT);
    return earlierSend.completed(job, marker.sent(result), result);
  }

  private DeliveryEnd failed(
      Job job, IntercomWorkspace workspace, Failure failure, KnownWork known) {
    meter.sent(job, SendMeter.Outcome.of(failure));
    workspaces.learnFrom(failure, workspace);
    return new DeliveryEnd(policy.end(failure, job.retryTerms()), known);
  }
}
