package dev.intercomconnector.worker.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Reply;
import dev.intercomconnector.worker.job.SteppedTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import okhttp3.Headers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/** How many workspaces tasks can open by naming secrets, and for how long. */
class SecretWorkspacesTest {

  private final SteppedTime time = new SteppedTime(Instant.parse("2026-01-01T00:00:00Z"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Set<String> waitedIn = new HashSet<>();
  private SecretWorkspaces workspaces;

  /** Something that waits in a workspace after the job was handled. */
  private final class Waits implements WorkspaceUser {

    @Override
    public boolean uses(IntercomWorkspace workspace) {
      return waitedIn.contains(workspace.name());
    }

    @Override
    public void closed(IntercomWorkspace workspace) {
      assertThat(waitedIn).doesNotContain(workspace.name());
    }
  }

  @BeforeEach
  void open() {
    WorkerProperties properties = ModelWorkspaces.properties(Duration.ofMinutes(1));
    var users = new DefaultListableBeanFactory();
    users.registerSingleton("waits", new Waits());
    workspaces =
        new SecretWorkspaces(
            Optional.of((secret, tenant) -> "token-of-" + secret),
            new WorkspaceOpening(
                properties,
                connection ->
                    (request, limit) ->
                        new Reply.Answer(
                            200,
                            Headers.of(),
                            JsonNodeFactory.instance
                                .objectNode()
                                .put("type", "admin")
                                .put("id", "7")),
                time,
                time,
                new WorkspaceMetrics(meters, time, new Random(1))),
            properties,
            users.getBeanProvider(WorkspaceUser.class),
            time);
  }

  private Outcome<IntercomWorkspace> use(String secret) {
    return workspaces.of("{{secrets.%s}}".formatted(secret), "<default>");
  }

  private void openAsManyAsMayBe() {
    for (int i = 0; i < SecretWorkspaces.MOST; i++) {
      assertThat(use("TOKEN_" + i)).isInstanceOf(Outcome.Done.class);
      time.advance(Duration.ofMillis(1));
    }
  }

  private boolean isOpen(String secret) {
    return workspaces.all().stream().anyMatch(one -> one.name().equals("secrets." + secret));
  }

  @Test
  void oneThatNobodyHasUsedForAnHourIsClosedAndLeavesNoMetrics() {
    use("USED");
    use("UNUSED");
    time.advance(Duration.ofMinutes(59));
    workspaces.closeUnused();
    assertThat(isOpen("UNUSED")).isTrue();
    use("USED");
    time.advance(Duration.ofMinutes(2));

    workspaces.closeUnused();

    assertThat(isOpen("USED")).isTrue();
    assertThat(isOpen("UNUSED")).isFalse();
    assertThat(meters.getMeters())
        .noneMatch(meter -> "secrets.UNUSED".equals(meter.getId().getTag("workspace")));
  }

  @Test
  void oneThatAJobWaitsInStaysOpenHoweverLong() {
    use("WAITED_IN");
    waitedIn.add("secrets.WAITED_IN");
    time.advance(Duration.ofDays(30));

    workspaces.closeUnused();

    assertThat(isOpen("WAITED_IN")).isTrue();
  }

  @Test
  void theLongestUnusedMakesRoomForOneMore() {
    openAsManyAsMayBe();
    use("TOKEN_0");
    time.advance(Duration.ofMinutes(2));

    assertThat(use("ONE_MORE")).isInstanceOf(Outcome.Done.class);

    assertThat(workspaces.all()).hasSize(SecretWorkspaces.MOST);
    assertThat(isOpen("TOKEN_0")).isTrue();
    assertThat(isOpen("TOKEN_1")).isFalse();
  }

  @Test
  void whileAllAreInUseOneMoreComesAgainLaterAndSaysWhy() {
    openAsManyAsMayBe();

    Outcome<IntercomWorkspace> refused = use("ONE_MORE");

    assertThat(refused)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure().problem().describe())
                    .isEqualTo(
                        "INTERCOM_UNAVAILABLE: The tasks of this runtime use 100 access tokens"
                            + " already, and no more at a time. Spread the tasks over several"
                            + " runtimes."));
    time.advance(Duration.ofMinutes(2));
    assertThat(use("ONE_MORE")).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void oneSecretOfTwoTenantsAreTwoWorkspaces() {
    use("TOKEN");

    workspaces.of("{{secrets.TOKEN}}", "tenant-b");

    assertThat(workspaces.all())
        .extracting(IntercomWorkspace::name)
        .containsExactlyInAnyOrder("secrets.TOKEN", "secrets.TOKEN@tenant-b");
  }
}
