package dev.intercomconnector.worker.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.WorkerSettings;
import dev.intercomconnector.testengine.EmbeddedEngine;
import dev.intercomconnector.testengine.process.WorkerProcess;
import io.camunda.client.CamundaClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The worker's jar brings no TLS of its own for the engine: the JVM's has to do, with the protocol
 * negotiation that gRPC asks for.
 */
@Timeout(600)
class EngineOverTlsIT {

  private static final Path LOG = Path.of("target", "deployment-tests", "engine-over-tls.log");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).build();
  private final HandshakeCertificates certificate =
      new HandshakeCertificates.Builder()
          .heldCertificate(
              new HeldCertificate.Builder()
                  .signedBy(authority)
                  .addSubjectAlternativeName("localhost")
                  .build())
          .build();

  @Test
  void jobsAreTakenAndCompletedOverTls(@TempDir Path folder) throws Exception {
    Path trusted = folder.resolve("authority.pem");
    Files.writeString(trusted, authority.certificatePem());
    try (EmbeddedEngine engine = EmbeddedEngine.start();
        TlsTermination ingress =
            TlsTermination.before(engine.grpcAddress(), certificate.sslContext());
        IntercomDouble intercom = IntercomDouble.start();
        CamundaClient client = engine.client();
        WorkerProcess worker =
            WorkerProcess.start(
                new WorkerProcess.Setup(
                    Path.of(System.getProperty("worker.jar")),
                    ingress.address(),
                    WorkerSettings.of(
                        intercom.baseUrl(),
                        Map.of("CAMUNDA_CLIENT_CACERTIFICATEPATH", trusted.toString()))),
                LOG)) {
      worker.awaitReady();
      client
          .newDeployResourceCommand()
          .addResourceFile("../../example-bpmn/user-initiated-message.bpmn")
          .send()
          .join();

      client
          .newCreateInstanceCommand()
          .bpmnProcessId("intercom-user-initiated-message")
          .latestVersion()
          .variables(Map.of("customerId", "user-1", "text", "Hello"))
          .withResult()
          .requestTimeout(PATIENCE)
          .send()
          .join();

      assertThat(intercom.control().messages()).hasSize(1);
    }
  }
}
