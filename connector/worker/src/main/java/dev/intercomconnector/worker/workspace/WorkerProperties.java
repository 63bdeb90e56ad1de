package dev.intercomconnector.worker.workspace;

import dev.intercomconnector.intercom.Connection.Timeouts;
import dev.intercomconnector.message.PreparedMessage.Endpoint;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.task.SendMessageInput;
import dev.intercomconnector.waiting.SweepInterval;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All that the worker's operator can set, below {@code intercom}.
 *
 * @param workspaces by the name that a task chooses; {@code default} is the one for an empty name
 * @param timeouts limits of one call to Intercom
 * @param pacing how Intercom's rate limit is shared
 * @param youngContactWindow how long a contact that Intercom does not know may still turn out to be
 *     new
 * @param sendMessage how jobs of {@code intercom-send-message} are taken
 * @param findConversation how jobs of {@code intercom-find-conversation} are taken
 * @param reconciliation how a message whose send has no known outcome is looked for in Intercom
 * @param sweep how often a workspace is read for the jobs that wait
 * @param messages what is published for processes that wait by message
 * @param tenants by Camunda tenant, the workspace that its tasks mean where they name none
 * @param checkEvery the pause between two questions whether a workspace's token is accepted
 * @param disabledTypes task types of which no jobs are taken
 */
@ConfigurationProperties("intercom")
public record WorkerProperties(
    Map<String, Workspace> workspaces,
    @DefaultValue Limits timeouts,
    @DefaultValue Pacing pacing,
    @DefaultValue("PT5M") Duration youngContactWindow,
    @DefaultValue Taking sendMessage,
    @DefaultValue Holding findConversation,
    @DefaultValue Reconciliation reconciliation,
    @DefaultValue Sweep sweep,
    @DefaultValue Messages messages,
    @DefaultValue Map<String, String> tenants,
    @DefaultValue("PT30S") Duration checkEvery,
    @DefaultValue Set<String> disabledTypes) {

  /** What a job must have left of its lease beside the call to Intercom. */
  public static final Duration LEASE_MARGIN = Duration.ofSeconds(5);

  public WorkerProperties {
    Duration shortest = timeouts.call().plus(LEASE_MARGIN);
    for (Duration lease : new Duration[] {sendMessage.lease(), findConversation.lease()}) {
      if (lease.compareTo(shortest) <= 0) {
        throw new IllegalArgumentException(
            ("the lease of a job is %s, but it must be longer than %s: intercom.timeouts.call (%s)"
                    + " and a margin of %s")
                .formatted(lease, shortest, timeouts.call(), LEASE_MARGIN));
      }
    }
    tenants.forEach(
        (tenant, workspace) -> {
          if (!workspaces.containsKey(workspace)) {
            throw new IllegalArgumentException(
                "tenant '%s' is given the workspace '%s', which is not configured; there are: %s"
                    .formatted(
                        tenant, workspace, String.join(", ", new TreeSet<>(workspaces.keySet()))));
          }
        });
  }

  /**
   * One Intercom workspace.
   *
   * @param accessToken may stay empty where a gateway at the base URL adds it
   * @param region us, eu or au
   * @param baseUrl instead of the region's own address
   * @param apiVersion what the Intercom-Version header pins
   * @param defaultAdmin id or e-mail of the admin who sends where a task names none
   * @param contactMessages by which endpoint a contact's own message goes in
   * @param inAppWord what the wire calls an in-app message
   * @param clientSecret of the Intercom app; turns the workspace's webhook on
   * @param accessTokenFile instead of the token: a file that has it, read again for each request
   */
  public record Workspace(
      @DefaultValue("") String accessToken,
      @DefaultValue("us") String region,
      @DefaultValue("") String baseUrl,
      @DefaultValue("2.14") String apiVersion,
      @DefaultValue("") String defaultAdmin,
      @DefaultValue("messages") Endpoint contactMessages,
      @DefaultValue("inapp") String inAppWord,
      @DefaultValue("") String clientSecret,
      @DefaultValue("") String accessTokenFile) {

    /** The same place and manners, for a token that comes from elsewhere. */
    Workspace withoutToken() {
      return new Workspace(
          "", region, baseUrl, apiVersion, defaultAdmin, contactMessages, inAppWord, "", "");
    }

    /** Never shows the token or the client secret. */
    @Override
    public String toString() {
      return "Workspace[region=%s, baseUrl=%s, apiVersion=%s]"
          .formatted(region, baseUrl, apiVersion);
    }
  }

  /**
   * Limits of one call to Intercom: see {@link Timeouts}.
   *
   * @param connect until a connection stands
   * @param read the longest silence within an answer
   * @param call the whole of a call
   */
  public record Limits(
      @DefaultValue("PT5S") Duration connect,
      @DefaultValue("PT15S") Duration read,
      @DefaultValue("PT20S") Duration call) {}

  /**
   * How a workspace's rate limit is shared.
   *
   * @param shareForSends of the limit, from 0 to less than 1: what searches and other reads leave
   *     alone for sends that are yet to come
   */
  public record Pacing(@DefaultValue("0.2") double shareForSends) {

    public Pacing {
      if (!(shareForSends >= 0 && shareForSends < 1)) {
        throw new IllegalArgumentException(
            "intercom.pacing.share-for-sends is %s, but it must be at least 0 and less than 1"
                .formatted(shareForSends));
      }
    }
  }

  /**
   * How jobs of one type are taken.
   *
   * @param type of the jobs
   * @param lease how long the engine leaves a job with this worker
   * @param maxJobsActive how many at a time
   */
  public record Taking(
      @DefaultValue(SendMessageInput.TASK_TYPE) String type,
      @DefaultValue("PT1M") Duration lease,
      @DefaultValue("32") int maxJobsActive) {}

  /**
   * Looking for a message whose send has no known outcome, where it opens a conversation at once.
   *
   * @param pause before a look; Intercom's search lags by 5 to 10 s
   * @param within how long after the send can have ended at the latest
   */
  public record Reconciliation(
      @DefaultValue("PT10S") Duration pause, @DefaultValue("PT1M") Duration within) {}

  /**
   * Messages for message events and receive tasks.
   *
   * @param publish whether they are published; then the worker deploys the process that keeps the
   *     cursor of each workspace
   * @param timeToLive how long a message waits for a process that is not there yet
   * @param contactInitiated whether conversations that a contact began are published too
   */
  public record Messages(
      @DefaultValue("false") boolean publish,
      @DefaultValue("PT1H") Duration timeToLive,
      @DefaultValue("false") boolean contactInitiated) {}

  /**
   * How jobs that may wait for days are taken.
   *
   * @param type of the jobs
   * @param lease how long the engine leaves a job with this worker before the worker asks for more;
   *     after a crash a waiting job comes back when its lease ends
   * @param maxJobsActive how many are taken in at a time; waiting itself takes no place
   */
  public record Holding(
      @DefaultValue(FindConversationInput.TASK_TYPE) String type,
      @DefaultValue("PT30M") Duration lease,
      @DefaultValue("32") int maxJobsActive) {}

  /**
   * The pause between two rounds of reading for the jobs that wait: see {@link SweepInterval}.
   *
   * @param floor the shortest, while something happens
   * @param ceiling the longest, while nothing does
   */
  public record Sweep(
      @DefaultValue("PT2S") Duration floor, @DefaultValue("PT15S") Duration ceiling) {

    public Sweep {
      var unused = new SweepInterval(floor, ceiling);
    }
  }
}
