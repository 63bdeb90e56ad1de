package dev.intercomconnector.worker.workspace;

import dev.intercomconnector.intercom.Connection.Timeouts;
import dev.intercomconnector.message.PreparedMessage.Door;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All that the worker's operator can set, below {@code intercom}.
 *
 * @param workspaces by the name that a task chooses; {@code default} is the one for an empty name
 * @param timeouts limits of one call to Intercom
 * @param youngContactWindow how long a contact that Intercom does not know may still turn out to be
 *     new
 * @param sendMessage how jobs of {@code intercom-send-message} are taken
 * @param findConversation how jobs of {@code intercom-find-conversation} are taken
 * @param reconciliation how a message whose send has no known outcome is looked for in Intercom
 * @param look how often a waiting Find job looks
 * @param tenants by Camunda tenant, the workspace that its tasks mean where they name none
 */
@ConfigurationProperties("intercom")
public record WorkerProperties(
    Map<String, Workspace> workspaces,
    @DefaultValue Limits timeouts,
    @DefaultValue("PT5M") Duration youngContactWindow,
    @DefaultValue Taking sendMessage,
    @DefaultValue Taking findConversation,
    @DefaultValue Reconciliation reconciliation,
    @DefaultValue Look look,
    @DefaultValue Map<String, String> tenants) {

  /** What a job must have left of its lease beside the call to Intercom. */
  public static final Duration LEASE_MARGIN = Duration.ofSeconds(5);

  public WorkerProperties {
    Duration shortest = timeouts.call().plus(LEASE_MARGIN);
    for (Taking taking : new Taking[] {sendMessage, findConversation}) {
      if (taking.lease().compareTo(shortest) <= 0) {
        throw new IllegalArgumentException(
            ("the lease of a job is %s, but it must be longer than %s: intercom.timeouts.call (%s)"
                    + " and a margin of %s")
                .formatted(taking.lease(), shortest, timeouts.call(), LEASE_MARGIN));
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
   * @param accessTokenFile instead of the token: a file that has it, read again for each request
   */
  public record Workspace(
      @DefaultValue("") String accessToken,
      @DefaultValue("us") String region,
      @DefaultValue("") String baseUrl,
      @DefaultValue("2.14") String apiVersion,
      @DefaultValue("") String defaultAdmin,
      @DefaultValue("messages") Door contactMessages,
      @DefaultValue("inapp") String inAppWord,
      @DefaultValue("") String accessTokenFile) {

    /** Never shows the token. */
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
   * How jobs of one type are taken.
   *
   * @param lease how long the engine leaves a job with this worker
   * @param maxJobsActive how many at a time
   */
  public record Taking(
      @DefaultValue("PT1M") Duration lease, @DefaultValue("32") int maxJobsActive) {}

  /**
   * Looking for a message whose send has no known outcome, where it opens a conversation at once.
   *
   * @param pause before a look; Intercom's search lags by 5 to 10 s
   * @param within how long after the send can have ended at the latest
   */
  public record Reconciliation(
      @DefaultValue("PT10S") Duration pause, @DefaultValue("PT1M") Duration within) {}

  /**
   * The pause between two looks of a waiting job, which grows from the floor to the ceiling.
   *
   * @param floor the first pause
   * @param ceiling the longest one
   */
  public record Look(
      @DefaultValue("PT2S") Duration floor, @DefaultValue("PT1M") Duration ceiling) {}
}
