package dev.intercomconnector.worker.workspace;

import dev.intercomconnector.intercom.Connection.Timeouts;
import dev.intercomconnector.message.PreparedMessage.Door;
import dev.intercomconnector.waiting.Pace;
import java.time.Duration;
import java.util.Map;
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
 * @param sweep how often a workspace is read for the jobs that wait
 */
@ConfigurationProperties("intercom")
public record WorkerProperties(
    Map<String, Workspace> workspaces,
    @DefaultValue Limits timeouts,
    @DefaultValue("PT5M") Duration youngContactWindow,
    @DefaultValue Taking sendMessage,
    @DefaultValue Holding findConversation,
    @DefaultValue Sweep sweep) {

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
   */
  public record Workspace(
      @DefaultValue("") String accessToken,
      @DefaultValue("us") String region,
      @DefaultValue("") String baseUrl,
      @DefaultValue("2.14") String apiVersion,
      @DefaultValue("") String defaultAdmin,
      @DefaultValue("messages") Door contactMessages,
      @DefaultValue("inapp") String inAppWord) {

    /** Never shows the token. */
    @Override
    public String toString() {
      return "Workspace[region=%s, baseUrl=%s, apiVersion=%s]"
          .formatted(region, baseUrl, apiVersion);
    }
  }

  /** Limits of one call to Intercom: see {@link Timeouts}. */
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
   * How jobs that may wait for days are taken.
   *
   * @param lease how long the engine leaves a job with this worker before the worker asks for more;
   *     after a crash a waiting job comes back when its lease ends
   * @param maxJobsActive how many are taken in at a time; waiting itself takes no place
   */
  public record Holding(
      @DefaultValue("PT30M") Duration lease, @DefaultValue("32") int maxJobsActive) {}

  /** The pause between two rounds of reading: see {@link Pace}. */
  public record Sweep(
      @DefaultValue("PT2S") Duration floor, @DefaultValue("PT15S") Duration ceiling) {

    public Sweep {
      var unused = new Pace(floor, ceiling);
    }
  }
}
