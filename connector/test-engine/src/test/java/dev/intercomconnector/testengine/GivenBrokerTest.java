package dev.intercomconnector.testengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GivenBrokerTest {

  private static final Path NONE = Path.of("target", "none");

  private final Map<String, String> set =
      Map.of(
          "broker.home", System.getProperty("broker.home", ""),
          "broker.address", System.getProperty("broker.address", ""));

  @BeforeEach
  void forgetWhatIsSet() {
    set.keySet().forEach(System::clearProperty);
  }

  @AfterEach
  void restore() {
    set.forEach(System::setProperty);
  }

  @Test
  void withoutOneASentenceSaysWhatToSet() {
    assertThatIllegalStateException()
        .isThrownBy(() -> GivenBroker.open(NONE, NONE))
        .withMessage(
            "No broker is given: set -Dbroker.home= to the folder of an unpacked Camunda 8"
                + " distribution, or -Dbroker.address= to the gRPC address of a broker that runs,"
                + " such as http://127.0.0.1:26500.");
  }

  @Test
  void oneThatRunsIsTakenAsItIs() throws Exception {
    System.setProperty("broker.address", "http://127.0.0.1:26500");

    try (Engine broker = GivenBroker.open(NONE, NONE)) {
      assertThat(broker.grpcAddress()).isEqualTo(URI.create("http://127.0.0.1:26500"));
    }
  }
}
