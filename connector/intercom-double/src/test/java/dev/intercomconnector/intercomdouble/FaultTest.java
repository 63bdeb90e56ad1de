package dev.intercomconnector.intercomdouble;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.ClosePoint;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {
  private static final String MESSAGE =
      "{'from':{'type':'user','id':'" + Seed.USER + "'},'body':'Hi'}";

  private IntercomDouble intercom;
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    intercom = IntercomDouble.start();
    caller = Caller.of(intercom);
  }

  @AfterEach
  void stop() {
    intercom.close();
  }

  private void once(FaultEffect effect) {
    intercom.control().addFault(FaultRule.once("POST", "/messages", effect));
  }

  private LedgerEntry onlyRequest() {
    assertThat(intercom.control().ledger()).hasSize(1);
    return intercom.control().ledger().getFirst();
  }

  @ParameterizedTest
  @CsvSource({"UNREAD,0", "BEFORE,0", "AFTER,1"})
  void a_closed_connection_gives_no_byte_and_stores_only_when_executed(ClosePoint point, int stored)
      throws Exception {
    once(new FaultEffect.Close(point));

    try (RawConnection connection = new RawConnection(intercom)) {
      connection.send("POST", "/messages", MESSAGE);
      assertThat(connection.rest()).isEmpty();
    }

    assertThat(intercom.control().messages()).hasSize(stored);
    assertThat(onlyRequest().fault()).isEqualTo("close");
    assertThat(onlyRequest().status()).isNull();
    assertThat(onlyRequest().stored() != null).isEqualTo(stored == 1);
    assertThat(onlyRequest().body() == null).isEqualTo(point == ClosePoint.UNREAD);
  }

  @ParameterizedTest
  @CsvSource({"BEFORE,0", "AFTER,1"})
  void another_status_hides_what_was_or_was_not_executed(FaultEffect.When when, int stored)
      throws Exception {
    once(
        FaultEffect.Answer.status(503, when)
            .withHeaders(Map.of("Retry-After", "7"))
            .withBody("<h1>Sorry</h1>", "text/html"));

    Caller.Reply reply = caller.post("/messages", MESSAGE);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).contains("7");
    assertThat(reply.header("Content-Type")).contains("text/html");
    assertThat(new String(reply.http().body(), UTF_8)).isEqualTo("<h1>Sorry</h1>");
    assertThat(intercom.control().messages()).hasSize(stored);
    assertThat(caller.post("/messages", MESSAGE).status()).isEqualTo(200);
  }

  @Test
  void half_an_answer_promises_more_than_it_gives() throws Exception {
    once(new FaultEffect.HalfResponse());

    try (RawConnection connection = new RawConnection(intercom)) {
      connection.send("POST", "/messages", MESSAGE);
      int promised = RawConnection.contentLength(connection.head());
      assertThat(connection.rest().length).isEqualTo(promised / 2).isPositive();
    }

    assertThat(intercom.control().messages()).hasSize(1);
  }

  @Test
  void a_stalled_answer_comes_after_its_time() throws Exception {
    once(new FaultEffect.Stall(Duration.ofMillis(200)));
    long start = System.nanoTime();

    assertThat(caller.post("/messages", MESSAGE).status()).isEqualTo(200);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
  }

  @Test
  void an_endless_stall_ends_with_the_connection_when_faults_are_cleared() throws Exception {
    once(new FaultEffect.Stall(null));

    try (RawConnection connection = new RawConnection(intercom)) {
      connection.send("POST", "/messages", MESSAGE);
      await().until(() -> intercom.control().messages().size() == 1);
      assertThat(onlyRequest().status()).isNull();
      intercom.control().clearFaults();
      assertThat(connection.rest()).isEmpty();
    }
  }

  @Test
  void a_delayed_request_is_served_normally() throws Exception {
    once(new FaultEffect.Delay(Duration.ofMillis(50)));

    assertThat(caller.post("/messages", MESSAGE).status()).isEqualTo(200);
    assertThat(onlyRequest().fault()).isEqualTo("delay");
  }

  @Test
  void a_limited_call_looks_like_a_used_up_window_and_is_not_executed() throws Exception {
    intercom
        .control()
        .addFault(FaultRule.times(2, "POST", "/messages", new FaultEffect.RateLimited()));

    for (int i = 0; i < 2; i++) {
      Caller.Reply limited = caller.post("/messages", MESSAGE);
      assertThat(limited.status()).isEqualTo(429);
      assertThat(limited.header("X-RateLimit-Remaining")).contains("0");
      assertThat(limited.header("X-RateLimit-Reset")).isPresent();
    }
    assertThat(caller.post("/messages", MESSAGE).status()).isEqualTo(200);
    assertThat(intercom.control().messages()).hasSize(1);
  }

  @Test
  void a_prefix_and_a_probability_strike_some_of_the_requests() throws Exception {
    FaultEffect broken = FaultEffect.Answer.status(500, FaultEffect.When.BEFORE);
    intercom.control().addFault(FaultRule.sometimes(0.5, "GET", "/admins*", broken));
    int failed = 0;
    for (int i = 0; i < 60; i++) {
      failed += caller.get("/admins/" + Seed.ADA).status() == 500 ? 1 : 0;
    }

    assertThat(failed).isBetween(15, 45);
    assertThat(caller.get("/me").status()).isEqualTo(200);
  }

  @Test
  void a_connection_serves_many_requests_without_waiting_for_acknowledgements() throws Exception {
    try (RawConnection connection = new RawConnection(intercom)) {
      long start = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        connection.send("POST", i % 10 == 0 ? "/no/such/path" : "/messages", MESSAGE);
        assertThat(connection.status()).isEqualTo(i % 10 == 0 ? 404 : 200);
      }
      // Nagle's algorithm would cost 40 ms for each of them.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }
  }
}
