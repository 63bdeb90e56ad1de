package dev.intercomconnector.trials.waits;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.intercomconnector.conversation.ConversationCriteria;
import dev.intercomconnector.conversation.WaitUntil;
import dev.intercomconnector.intercom.AccessToken;
import dev.intercomconnector.intercom.ApiVersion;
import dev.intercomconnector.intercom.Connection;
import dev.intercomconnector.intercom.Connection.Timeouts;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.OkHttpTransport;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.SentMessage;
import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.pacing.Pacer;
import dev.intercomconnector.waiting.Sweep;
import dev.intercomconnector.waiting.SweepInterval;
import dev.intercomconnector.waiting.Wait;
import dev.intercomconnector.waiting.WaitListener;
import dev.intercomconnector.waiting.Waits;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * One hour of a sweep over real sockets to the double, on a clock that jumps from round to round.
 * The double's search is five seconds behind, as Intercom's is; some of the waiting contacts reply
 * at random moments, and other conversations change more often than that.
 */
final class SweptHour implements WaitListener<SweptHour.Someone> {

  record Someone(long key, ConversationCriteria criteria, Instant deadline) implements Wait {}

  private static final Duration LAG = Duration.ofSeconds(5);
  private static final int REPLIES = 100;
  private static final int OTHER_CHANGES = 300;

  private final Map<Long, Instant> repliedAt = new HashMap<>();
  private final List<Duration> delays = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");

  /**
   * @param firstLooks calls until every wait had been looked for once
   * @param firstLooksTook on the clock that jumps
   * @param calls calls in the hour after
   */
  record Result(
      long firstLooks, Duration firstLooksTook, long calls, int answered, List<Duration> delays) {}

  Result run(int howMany) throws IOException {
    var settings =
        DoubleSettings.usual()
            .withClock(() -> now)
            .withBehaviour(Behaviour.usual().withIndexLag(LAG).withRateLimit(Integer.MAX_VALUE));
    try (var intercom = IntercomDouble.start(settings)) {
      var connection =
          new Connection(
              URI.create(intercom.baseUrl()),
              new AccessToken(DoubleSettings.TOKEN),
              ApiVersion.DEFAULT,
              "inapp",
              Timeouts.DEFAULT);
      var client =
          new IntercomClient(
              connection,
              new OkHttpTransport(connection, new OkHttpClient(), () -> now),
              // The rate limit is met in real time.
              new Pacer(
                  Pacer.USUAL_SHARE_FOR_SENDS,
                  InstantSource.system(),
                  Thread::sleep,
                  RandomGenerator.getDefault(),
                  (priority, wait) -> {}),
              () -> now,
              Thread::sleep);
      var waits = new Waits<Someone>();
      var sweep =
          new Sweep<>(
              client,
              () -> now,
              waits,
              this,
              new SweepInterval(Duration.ofSeconds(2), Duration.ofSeconds(15)),
              () -> now);
      var random = new Random(1);
      NavigableMap<Instant, Runnable> events = new TreeMap<>();
      Instant begin = now.plus(Duration.ofMinutes(20));
      for (int i = 0; i < howMany; i++) {
        String messageId = "waited-for-" + i;
        if (i < REPLIES) {
          messageId = message(client);
          replyAt(moment(begin, random).plusNanos(i), events, intercom, i, messageId);
        }
        var wanted = new ConversationCriteria(messageId, null, WaitUntil.REPLIED, null);
        waits.add(new Someone(i, wanted, now.plus(Duration.ofDays(3))));
      }
      String busy = message(client);
      for (int i = 0; i < OTHER_CHANGES; i++) {
        events.put(
            moment(begin, random).plusNanos(REPLIES + i),
            () -> intercom.control().contactReplies(busy, "And another"));
      }
      intercom.control().clearLedger();
      Instant start = now;
      int firstRounds = (howMany + 1499) / 1500;
      for (int i = 0; i < firstRounds; i++) {
        now = now.plus(sweep.round());
      }
      Duration took = Duration.between(start, now);
      long firstLooks = intercom.control().ledger().size();
      while (now.isBefore(begin)) {
        now = now.plus(sweep.round());
      }
      intercom.control().clearLedger();
      while (now.isBefore(begin.plus(Duration.ofHours(1)))) {
        advance(now.plus(sweep.round()), events);
      }
      long calls = intercom.control().ledger().size();
      return new Result(firstLooks, took, calls, delays.size(), delays.stream().sorted().toList());
    }
  }

  private void advance(Instant until, NavigableMap<Instant, Runnable> events) {
    while (!events.isEmpty() && !events.firstKey().isAfter(until)) {
      var event = events.pollFirstEntry();
      now = event.getKey();
      event.getValue().run();
    }
    now = until;
  }

  private void replyAt(
      Instant moment,
      NavigableMap<Instant, Runnable> events,
      IntercomDouble intercom,
      long key,
      String messageId) {
    events.put(
        moment,
        () -> {
          repliedAt.put(key, moment);
          intercom.control().contactReplies(messageId, "Thank you");
        });
  }

  private static Instant moment(Instant begin, Random random) {
    return begin.plusMillis(random.nextInt(3_600_000 - 60_000));
  }

  private static String message(IntercomClient client) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("message_type", "inapp").put("body", "Hello");
    json.putObject("from").put("type", "admin").put("id", Long.valueOf(Seed.ADA));
    json.putObject("to").put("type", "user").put("id", Seed.USER);
    return switch (client
        .permit(Duration.ofSeconds(10))
        .then(permit -> client.createMessage(json, permit))) {
      case Outcome.Done<SentMessage> done -> done.value().id();
      case Outcome.Failed<SentMessage> failed ->
          throw new IllegalStateException(failed.failure().problem().describe());
    };
  }

  @Override
  public void onAnswered(Someone wait, Conversation conversation) {
    Instant replied = repliedAt.get(wait.key());
    if (replied != null) {
      delays.add(Duration.between(replied, now));
    }
  }

  @Override
  public void onTimeout(Someone wait, @Nullable Conversation seen) {
    throw new IllegalStateException("no wait ends here in vain");
  }

  @Override
  public void onRefused(Someone wait, Failure failure) {
    throw new IllegalStateException(failure.problem().describe());
  }
}
