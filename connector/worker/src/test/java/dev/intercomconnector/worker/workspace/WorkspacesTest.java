package dev.intercomconnector.worker.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.intercomconnector.intercom.HttpTransport;
import dev.intercomconnector.intercom.OkHttpTransport;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.message.PreparedMessage.Endpoint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WorkspacesTest {

  private static final String ME =
      "{\"type\":\"admin\",\"id\":7,\"app\":{\"id_code\":\"abc\",\"region\":\"Europe\"}}";

  private final AtomicReference<@Nullable String> authorization = new AtomicReference<>();
  private HttpServer intercom;
  private volatile int status = 200;

  @BeforeEach
  void startIntercom() throws IOException {
    intercom = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    intercom.createContext(
        "/me",
        exchange -> {
          authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body =
              (status == 200
                      ? ME
                      : "{\"type\":\"error.list\",\"request_id\":\"r1\",\"errors\":[{\"code\":\"unauthorized\",\"message\":\"Access Token Invalid\"}]}")
                  .getBytes(StandardCharsets.UTF_8);
          rateLimit.forEach(exchange.getResponseHeaders()::set);
          exchange
              .getResponseHeaders()
              .set("X-RateLimit-Reset", "" + Instant.now().plusSeconds(60).getEpochSecond());
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    intercom.start();
  }

  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private boolean inRuntime;
  private Transports transports =
      connection -> new OkHttpTransport(connection, new OkHttpClient(), InstantSource.system());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private volatile Map<String, String> rateLimit = Map.of();

  @AfterEach
  void stopIntercom() {
    intercom.stop(0);
  }

  private String baseUrl() {
    return "http://127.0.0.1:" + intercom.getAddress().getPort();
  }

  private static WorkerProperties.Workspace workspace(String token, String baseUrl) {
    return new WorkerProperties.Workspace(
        token, "eu", baseUrl, "2.14", "", Endpoint.MESSAGES, "inapp", "", "");
  }

  private static WorkerProperties.Workspace withTokenFile(Path file, String baseUrl) {
    return new WorkerProperties.Workspace(
        "", "eu", baseUrl, "2.14", "", Endpoint.MESSAGES, "inapp", "", file.toString());
  }

  private Workspaces workspaces(Map<String, WorkerProperties.Workspace> configured) {
    return workspaces(configured, Map.of());
  }

  private Workspaces workspaces(
      Map<String, WorkerProperties.Workspace> configured, Map<String, String> tenants) {
    List<String> settings =
        new ArrayList<>(
            List.of("timeouts.connect=PT1S", "timeouts.read=PT1S", "timeouts.call=PT1S"));
    tenants.forEach((tenant, workspace) -> settings.add("tenants." + tenant + "=" + workspace));
    WorkerProperties properties = properties(configured, settings.toArray(String[]::new));
    var opening =
        new WorkspaceOpening(
            properties,
            transports,
            InstantSource.system(),
            Thread::sleep,
            new WorkspaceMetrics(meters, Thread::sleep, new Random(1)));
    return new Workspaces(
        properties,
        opening,
        new SecretWorkspaces(
            inRuntime ? Optional.of((name, tenant) -> secrets.get(name)) : Optional.empty(),
            opening,
            properties,
            new DefaultListableBeanFactory().getBeanProvider(WorkspaceUser.class),
            InstantSource.system()));
  }

  private static WorkerProperties properties(
      Map<String, WorkerProperties.Workspace> configured, String... settings) {
    Map<String, Object> set = new HashMap<>();
    configured.forEach(
        (name, workspace) -> {
          for (RecordComponent part : WorkerProperties.Workspace.class.getRecordComponents()) {
            try {
              set.put(
                  "intercom.workspaces." + name + "." + part.getName(),
                  part.getAccessor().invoke(workspace));
            } catch (ReflectiveOperationException e) {
              throw new IllegalStateException(e);
            }
          }
        });
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      set.put("intercom." + setting.substring(0, equals), setting.substring(equals + 1));
    }
    return new Binder(new MapConfigurationPropertySource(set))
        .bindOrCreate("intercom", WorkerProperties.class);
  }

  private static String sentence(Workspaces workspaces, String name) {
    return String.valueOf(WorkspacesHealth.of(workspaces).getDetails().get(name));
  }

  @Test
  void aWorkspaceWithoutATokenIsNamedInOneSentence() {
    var workspaces = workspaces(Map.of("default", workspace("", "")));

    assertThat(workspaces.takeJobs()).isFalse();
    assertThat(sentence(workspaces, "default"))
        .isEqualTo(
            "Workspace 'default' has no access token: set INTERCOM_ACCESS_TOKEN, or"
                + " intercom.workspaces.default.access-token.");
    assertThat(WorkspacesHealth.of(workspaces).getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void aRefusedTokenIsNamedAndComesBackWhenItWorksAgain() {
    status = 401;
    var workspaces = workspaces(Map.of("default", workspace("secret-token", baseUrl())));
    assertThat(workspaces.takeJobs()).isFalse();
    assertThat(sentence(workspaces, "default"))
        .startsWith("Workspace 'default' cannot be used: INTERCOM_UNAUTHORIZED")
        .contains("Access Token Invalid")
        .doesNotContain("secret-token");

    status = 200;
    workspaces.checkAll();

    assertThat(workspaces.takeJobs()).isTrue();
    assertThat(authorization.get()).isEqualTo("Bearer secret-token");
  }

  @Test
  void oneBadWorkspaceLeavesTheOthersUp() {
    var workspaces =
        workspaces(Map.of("good", workspace("token", baseUrl()), "bad", workspace("", "")));

    assertThat(workspaces.takeJobs()).isTrue();
    assertThat(WorkspacesHealth.of(workspaces).getStatus()).isEqualTo(Status.UP);
    assertThat(sentence(workspaces, "good")).isEqualTo("usable");
    assertThat(sentence(workspaces, "bad")).contains("has no access token");
  }

  @Test
  void behindAGatewayNoTokenIsNeededAndNoneIsSent() {
    var workspaces = workspaces(Map.of("default", workspace("", baseUrl())));

    assertThat(workspaces.takeJobs()).isTrue();
    assertThat(authorization.get()).isNull();
  }

  @Test
  void anIntercomOutOfReachSaysNothingAgainstAWorkspace() {
    intercom.stop(0);

    var workspaces = workspaces(Map.of("default", workspace("token", baseUrl())));

    assertThat(workspaces.takeJobs()).isTrue();
    assertThat(sentence(workspaces, "default"))
        .startsWith("Intercom could not be asked: INTERCOM_UNAVAILABLE");
  }

  @Test
  void aGatewayThatDoesNotPassTheQuestionOnSaysNothingAgainstAWorkspace() {
    status = 404;

    var workspaces = workspaces(Map.of("default", workspace("token", baseUrl())));

    assertThat(workspaces.takeJobs()).isTrue();
    assertThat(sentence(workspaces, "default")).startsWith("Intercom could not be asked:");
  }

  @Test
  void aWrongConfigurationNamesItsWorkspace() {
    var wrong =
        new WorkerProperties.Workspace(
            "token", "moon", "", "2.14", "", Endpoint.MESSAGES, "inapp", "", "");

    assertThatThrownBy(() -> workspaces(Map.of("lunar", wrong)))
        .hasMessage(
            "Workspace 'lunar' is configured wrongly: 'moon' is not a region of Intercom; use one"
                + " of us, eu, au");
  }

  @Test
  void aLeaseTooShortForACallIsRefused() {
    assertThatThrownBy(
            () -> properties(Map.of(), "timeouts.call=PT20S", "send-message.lease=PT20S"))
        .rootCause()
        .hasMessageContaining("the lease of a job is PT20S, but it must be longer than PT25S");
  }

  @Test
  void theRateLimitAndTheWaitsForItAreMeasuredByWorkspace() {
    rateLimit = Map.of("X-RateLimit-Limit", "167", "X-RateLimit-Remaining", "160");

    workspaces(Map.of("default", workspace("t", baseUrl()), "silent", workspace("", "")));

    assertThat(gauge("intercom.rate.limit.limit", "default")).isEqualTo(167);
    assertThat(gauge("intercom.rate.limit.remaining", "default")).isEqualTo(160);
    assertThat(gauge("intercom.rate.limit.remaining", "silent")).isNaN();
    assertThat(waits("read")).isEqualTo(1);
    assertThat(waits("send")).isZero();
  }

  private long waits(String priority) {
    return meters
        .get("intercom.pacer.wait")
        .tags("workspace", "default", "priority", priority)
        .timer()
        .count();
  }

  private double gauge(String name, String workspace) {
    return meters.get(name).tag("workspace", workspace).gauge().value();
  }

  @Test
  void aShareForSendsThatLeavesNothingToReadsIsRefused() {
    assertThatThrownBy(() -> new WorkerProperties.Pacing(1))
        .hasMessage(
            "intercom.pacing.share-for-sends is 1.0, but it must be at least 0 and less than 1");
  }

  @Test
  void theTokenNeverShows() {
    assertThat(workspace("secret-token", baseUrl()).toString()).doesNotContain("secret-token");
  }

  @Test
  void aTokenThatWasReplacedInItsFileIsUsedFromTheNextRequestOn(@TempDir Path secrets)
      throws IOException {
    Path file = Files.writeString(secrets.resolve("access-token"), "first-token\n");
    var workspaces = workspaces(Map.of("default", withTokenFile(file, baseUrl())));
    assertThat(authorization.get()).isEqualTo("Bearer first-token");

    Files.writeString(file, "second-token\n");
    workspaces.checkAll();

    assertThat(authorization.get()).isEqualTo("Bearer second-token");
    assertThat(sentence(workspaces, "default")).isEqualTo("usable");
  }

  @Test
  void aTokenFileThatIsNotThereIsNamedAndUsedOnceItIs(@TempDir Path secrets) throws IOException {
    Path file = secrets.resolve("access-token");
    var workspaces = workspaces(Map.of("default", withTokenFile(file, baseUrl())));
    assertThat(workspaces.takeJobs()).isFalse();
    assertThat(sentence(workspaces, "default"))
        .isEqualTo(
            "Workspace 'default' has no access token: The token file %s cannot be read (NoSuchFileException)."
                .formatted(file));

    Files.writeString(file, "late-token");
    workspaces.checkAll();

    assertThat(workspaces.takeJobs()).isTrue();
    assertThat(authorization.get()).isEqualTo("Bearer late-token");
  }

  @Test
  void whileATokenFileCannotBeReadTheLastTokenIsUsedAndTheOperatorTold(@TempDir Path secrets)
      throws IOException {
    Path file = Files.writeString(secrets.resolve("access-token"), "good-token");
    var workspaces = workspaces(Map.of("default", withTokenFile(file, baseUrl())));

    Files.writeString(file, "tok en");
    workspaces.checkAll();

    assertThat(workspaces.takeJobs()).isTrue();
    assertThat(authorization.get()).isEqualTo("Bearer good-token");
    assertThat(sentence(workspaces, "default"))
        .startsWith("The token file " + file + " is no use: the access token has characters")
        .doesNotContain("tok en");
  }

  @Test
  void aTokenAndATokenFileAreRefused() {
    var both =
        new WorkerProperties.Workspace(
            "token", "eu", "", "2.14", "", Endpoint.MESSAGES, "inapp", "", "/run/secrets/token");

    assertThatThrownBy(() -> workspaces(Map.of("default", both)))
        .hasMessage(
            "Workspace 'default' is configured wrongly: it has both an access-token and an"
                + " access-token-file; set one of them");
  }

  private static IntercomWorkspace workspace(Workspaces workspaces, String name, String tenant) {
    return switch (workspaces.of(name, null, tenant)) {
      case Outcome.Done<IntercomWorkspace> done -> done.value();
      case Outcome.Failed<IntercomWorkspace> failed ->
          throw new AssertionError(failed.failure().problem().describe());
    };
  }

  @Test
  void aTenantsTasksMeanItsOwnWorkspaceWhereTheyNameNone() {
    var workspaces =
        workspaces(
            Map.of("default", workspace("a", baseUrl()), "acme", workspace("b", baseUrl())),
            Map.of("tenant-acme", "acme"));

    assertThat(workspace(workspaces, "default", "tenant-acme").name()).isEqualTo("acme");
    assertThat(workspace(workspaces, "default", "<default>").name()).isEqualTo("default");
    assertThat(workspace(workspaces, "acme", "<default>").name()).isEqualTo("acme");
  }

  @Test
  void aTenantsWorkspaceHasToBeConfigured() {
    assertThatThrownBy(
            () ->
                workspaces(
                    Map.of("default", workspace("a", baseUrl())), Map.of("tenant-acme", "acme")))
        .rootCause()
        .hasMessage(
            "tenant 'tenant-acme' is given the workspace 'acme', which is not configured; there"
                + " are: default");
  }

  @Test
  void aWorkspaceWhoseCheckFailsLeavesTheOthersChecked() {
    transports =
        connection ->
            connection.baseUrl().getPort() == 1
                ? (request, limit) -> {
                  throw new ArithmeticException("long overflow");
                }
                : new OkHttpTransport(connection, new OkHttpClient(), InstantSource.system());

    var workspaces =
        workspaces(
            Map.of(
                "broken",
                workspace("token-of-broken", "http://127.0.0.1:1"),
                "whole",
                workspace("token-of-whole", baseUrl())));

    assertThat(workspaces.named("whole"))
        .hasValueSatisfying(
            one -> assertThat(one.status()).isEqualTo(new WorkspaceStatus.Usable("abc", "")));
    assertThat(authorization).hasValue("Bearer token-of-whole");
  }

  @Test
  void aWorkspaceThatDoesNotAnswerDelaysNoOther() {
    var wholeWasAsked = new CountDownLatch(1);
    var inTime = new AtomicReference<Boolean>();
    transports =
        connection -> {
          HttpTransport http =
              new OkHttpTransport(connection, new OkHttpClient(), InstantSource.system());
          return connection.baseUrl().getPort() == 1
              ? (request, limit) -> {
                try {
                  inTime.set(wholeWasAsked.await(5, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                return http.exchange(request, limit);
              }
              : (request, limit) -> {
                wholeWasAsked.countDown();
                return http.exchange(request, limit);
              };
        };

    workspaces(
        Map.of(
            "a-silent-one",
            workspace("token-of-silent", "http://127.0.0.1:1"),
            "whole",
            workspace("token-of-whole", baseUrl())));

    assertThat(inTime).hasValue(true);
  }
}
