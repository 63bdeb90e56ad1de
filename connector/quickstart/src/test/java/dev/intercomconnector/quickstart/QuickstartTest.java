package dev.intercomconnector.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class QuickstartTest {
  @Test
  @Timeout(90)
  void both_onboardings_end_as_expected_and_are_told() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    int status = Quickstart.run(new PrintStream(printed, true, UTF_8));

    assertThat(printed.toString(UTF_8))
        .contains(
            "Nora answers (process instance ",
            "Answered in time? Yes",
            "Contact answered",
            "Tim does not answer (process instance ",
            "Answered in time? No",
            "Tim sees ",
            "an e-mail: \"Can we help you to get started? / Hello Tim,",
            "Reminder sent",
            "The quick start worked: 2 onboardings, 3 messages");
    assertThat(status).isZero();
  }
}
