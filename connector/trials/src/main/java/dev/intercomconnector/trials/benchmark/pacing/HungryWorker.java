package dev.intercomconnector.trials.benchmark.pacing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercom.AccessToken;
import dev.intercomconnector.intercom.ApiVersion;
import dev.intercomconnector.intercom.Connection;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.OkHttpTransport;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.SearchFilter;
import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.pacing.Pacer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;

/**
 * One worker as a process of its own would be, with its own connections and its own pacer: some
 * threads that search one after the other, and sends that come at random moments. A call that is
 * refused is made again after the reset and a jitter of up to a second, as a failed job is.
 */
final class HungryWorker {

  private static final int READERS = 16;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Connection connection;
  private final OkHttpClient http = new OkHttpClient();
  private final boolean paced;
  private final IntercomClient intercom;
  private final double sendsPerSecond;
  private final Instant until;
  private final List<Thread> threads = new ArrayList<>();
  private final List<SendWait> waits = new ArrayList<>();

  private record SendWait(Instant since, Duration time) {}

  /**
   * Does nothing yet.
   *
   * @param paced without, each call has a pacer that knows nothing
   */
  HungryWorker(String baseUrl, boolean paced, double sendsPerSecond, Instant until) {
    this.connection =
        new Connection(
            URI.create(baseUrl),
            new AccessToken(DoubleSettings.TOKEN),
            ApiVersion.DEFAULT,
            "inapp",
            Connection.Timeouts.DEFAULT);
    this.paced = paced;
    this.intercom = unknowing();
    this.sendsPerSecond = sendsPerSecond;
    this.until = until;
  }

  void start() {
    for (int i = 0; i < READERS; i++) {
      threads.add(Thread.startVirtualThread(this::read));
    }
    threads.add(Thread.startVirtualThread(this::takeSends));
  }

  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    http.connectionPool().evictAll();
  }

  /** What each send that came from that moment on waited until Intercom had it. */
  synchronized List<Duration> sendWaits(Instant from) {
    return waits.stream().filter(wait -> !wait.since().isBefore(from)).map(SendWait::time).toList();
  }

  private void read() {
    while (Instant.now().isBefore(until)) {
      insist(() -> client().searchConversations(SearchFilter.is("source.id", "0")).first());
    }
  }

  private void takeSends() {
    while (Instant.now().isBefore(until)) {
      double gap = -Math.log(1 - ThreadLocalRandom.current().nextDouble()) / sendsPerSecond;
      sleep(Duration.ofNanos((long) (gap * 1e9)));
      Thread.startVirtualThread(this::send);
    }
  }

  private void send() {
    ObjectNode message =
        JsonNodeFactory.instance.objectNode().put("message_type", "inapp").put("body", "Hello");
    message.putObject("from").put("type", "admin").put("id", Long.parseLong(Seed.ADA));
    message.putObject("to").put("type", "user").put("id", Seed.USER);
    Instant since = Instant.now();
    insist(
        () -> {
          IntercomClient client = client();
          return client.permit(LONGEST_WAIT).then(permit -> client.createMessage(message, permit));
        });
    synchronized (this) {
      waits.add(new SendWait(since, Duration.between(since, Instant.now())));
    }
  }

  private void insist(Supplier<Outcome<?>> call) {
    while (Instant.now().isBefore(until)
        && call.get() instanceof Outcome.Failed<?> failed
        && failed.failure() instanceof Failure.RateLimited limited) {
      sleep(limited.after().plusMillis(ThreadLocalRandom.current().nextLong(1_000)));
    }
  }

  private IntercomClient client() {
    return paced ? intercom : unknowing();
  }

  private IntercomClient unknowing() {
    InstantSource clock = InstantSource.system();
    return new IntercomClient(
        connection,
        new OkHttpTransport(connection, http, clock),
        new Pacer(
            Pacer.USUAL_SHARE_FOR_SENDS,
            clock,
            Thread::sleep,
            RandomGenerator.getDefault(),
            (priority, wait) -> {}),
        clock,
        Thread::sleep);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
