package dev.intercomconnector.intercom;

import static dev.intercomconnector.intercom.IntercomServer.NOW;
import static dev.intercomconnector.intercom.IntercomServer.createMessage;
import static dev.intercomconnector.intercom.IntercomServer.failure;
import static dev.intercomconnector.intercom.IntercomServer.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercom.Failure.RateLimited;
import dev.intercomconnector.intercom.IntercomClient.BodyFormat;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and times that no Intercom would give: they are bounded or ignored, never believed. */
class NumbersOutOfRangeTest {

  private final IntercomServer server = new IntercomServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"86400", "3600", "999999999999"})
  void aHintToWaitForVeryLongIsAskedAboutAgainAfterAMinute(String retryAfter) {
    server.answers(429, "", "Retry-After", retryAfter);
    IntercomClient client = server.client();

    assertThat(failure(RateLimited.class, createMessage(client, "{}")).after())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(failure(RateLimited.class, client.permit(Duration.ZERO)).after())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999999", "9999999999", "99999999999999999999", "-1", "1e99"})
  void aResetThatCannotBeNeitherFailsASendNorHoldsUpTheNextOne(String reset) {
    for (int i = 0; i < 2; i++) {
      server.answers(
          200,
          "{\"id\": \"1\"}",
          "X-RateLimit-Limit",
          "167",
          "X-RateLimit-Remaining",
          "0",
          "X-RateLimit-Reset",
          reset);
    }
    IntercomClient client = server.client();

    assertThat(value(createMessage(client, "{}")).id()).isEqualTo("1");
    assertThat(value(createMessage(client, "{}")).id()).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "99999999999"})
  void aLimitThatCannotBeIsNone(String limit) {
    for (int i = 0; i < 2; i++) {
      server.answers(
          200,
          "{\"id\": \"1\"}",
          "X-RateLimit-Limit",
          limit,
          "X-RateLimit-Remaining",
          "0",
          "X-RateLimit-Reset",
          "" + NOW.plusSeconds(9).getEpochSecond());
    }
    IntercomClient client = server.client();

    assertThat(value(createMessage(client, "{}")).id()).isEqualTo("1");
    assertThat(value(createMessage(client, "{}")).id()).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e999999999", "-1e999999999", "9223372036854775807", "253402300800", "true"})
  void aTimeThatCannotBeIsNoTime(String time) {
    server.answers(200, "{\"id\": \"1\", \"created_at\": " + time + "}");
    server.answers(200, "{\"id\": \"2\", \"updated_at\": " + time + "}");

    assertThat(value(createMessage(server.client(), "{}")).createdAt()).isNull();
    assertThat(value(server.client().conversation("2", BodyFormat.HTML)))
        .hasValueSatisfying(found -> assertThat(found.updatedAt()).isNull());
    assertThat(
            Notification.read(
                "{\"data\": {\"item\": {\"id\": 1, \"source\": {}, \"updated_at\": %s}}}"
                    .formatted(time)
                    .getBytes(UTF_8)))
        .isPresent();
  }
}
