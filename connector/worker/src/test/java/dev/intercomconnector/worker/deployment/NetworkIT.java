package dev.intercomconnector.worker.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.intercomconnector.intercomdouble.WorkerSettings;
import dev.intercomconnector.testengine.process.FreePort;
import dev.intercomconnector.testengine.process.WorkerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way out of a company's network: the JVM's standard settings for a proxy and for certificates
 * of one's own reach the calls to Intercom. The name asked for exists nowhere but at the proxy.
 */
@Timeout(600)
class NetworkIT {

  private static final Path LOGS = Path.of("target", "deployment-tests");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String HOST = "intercom.test";
  private static final String ME =
      "{\"type\":\"admin\",\"id\":\"7\",\"app\":{\"id_code\":\"abc\",\"region\":\"Europe\"}}";

  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).build();
  private HttpsServer intercom;
  private ConnectProxy proxy;

  @SuppressWarnings("NullAway.Init")
  NetworkIT() {}

  @BeforeEach
  void start() throws IOException {
    HeldCertificate own =
        new HeldCertificate.Builder().signedBy(authority).addSubjectAlternativeName(HOST).build();
    intercom = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    intercom.setHttpsConfigurator(
        new HttpsConfigurator(
            new HandshakeCertificates.Builder().heldCertificate(own).build().sslContext()));
    intercom.createContext(
        "/me",
        exchange -> {
          byte[] body = ME.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    intercom.start();
    proxy = ConnectProxy.before(intercom.getAddress().getPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    intercom.stop(0);
  }

  @Test
  void theJvmsProxyAndTrustStoreAreUsedForIntercom(@TempDir Path secrets) throws Exception {
    Path trusted = trustStore(secrets);
    String options =
        proxyOptions()
            + " -Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=changeit"
                .formatted(trusted);

    assertThat(whatIsSaid("trusted", options)).isEqualTo("usable");
    assertThat(proxy.asked()).isNotEmpty().containsOnly(HOST + ":443");
  }

  @Test
  void aCertificateThatNobodyVouchesForIsNamedAsTheReason() throws Exception {
    assertThat(whatIsSaid("not-trusted", proxyOptions()))
        .startsWith("Intercom could not be asked: INTERCOM_UNAVAILABLE")
        .contains("certification path");
  }

  private String proxyOptions() {
    return "-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=" + proxy.port();
  }

  /** The worker's own word on its workspace, in its health. */
  private static String whatIsSaid(String name, String javaOptions) throws IOException {
    Map<String, String> settings =
        WorkerSettings.of("https://" + HOST, Map.of("JAVA_TOOL_OPTIONS", javaOptions));
    // No engine is needed for this, so there is none.
    URI nowhere = URI.create("http://127.0.0.1:" + FreePort.find());
    try (WorkerProcess worker =
        WorkerProcess.start(
            new WorkerProcess.Setup(Path.of(System.getProperty("worker.jar")), nowhere, settings),
            LOGS.resolve(name + ".log"))) {
      return await()
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> workspace(worker), said -> !said.isEmpty());
    }
  }

  private static String workspace(WorkerProcess worker) throws IOException {
    var health =
        (HttpURLConnection) worker.address().resolve("/actuator/health").toURL().openConnection();
    health.setReadTimeout((int) PATIENCE.toMillis());
    try (InputStream body =
        health.getResponseCode() == 200 ? health.getInputStream() : health.getErrorStream()) {
      JsonNode answer = new ObjectMapper().readTree(body);
      return answer.path("components").path("intercom").path("details").path("default").asText();
    }
  }

  private Path trustStore(Path folder) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("company", authority.certificate());
    Path file = folder.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "changeit".toCharArray());
    }
    return file;
  }
}
