package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.When;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the reference's table of what the headers do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Deployment.EVERY)
class HeadersAtWorkTest {

  private final Workplace workplace;

  HeadersAtWorkTest() throws IOException {
    workplace = new Workplace();
  }

  @BeforeAll
  void startWorker() {
    workplace.withWorker();
  }

  @AfterAll
  void stop() {
    workplace.close();
  }

  @BeforeEach
  void forgetTheLastRow() {
    workplace.clear();
    workplace.intercom().clearFaults();
  }

  static List<HeaderRow> rows() throws IOException {
    return HeaderRow.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theJobEndsAsTheReferenceSays(HeaderRow row) {
    long instance = workplace.start(Workplace.SEND, inputs(row.after()), row.headers());

    HeaderRow.assertEnd(workplace, instance, row.job());
    assertThat(workplace.posts()).isEqualTo(nothingIsDone(row) ? 0 : 1);
  }

  private static boolean nothingIsDone(HeaderRow row) {
    return !row.after().equals("Success") || row.job().endsWith("nothing is done");
  }

  private Map<String, Object> inputs(String after) {
    Map<String, Object> inputs =
        new HashMap<>(
            Map.of("to", Map.of("type", "user", "email", "uma@example.com"), "body", "Hello Uma"));
    switch (after) {
      case "Success" -> {}
      case "Mistake" -> inputs.put("messageType", "fax");
      case "Outage" ->
          workplace
              .intercom()
              .addFault(
                  FaultRule.sometimes(
                      1, "POST", "/contacts/search", FaultEffect.Answer.status(502, When.BEFORE)));
      default -> throw new IllegalArgumentException(after);
    }
    return inputs;
  }
}
