package dev.intercomconnector.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.conversation.ConversationCriteria;
import dev.intercomconnector.conversation.WaitUntil;
import dev.intercomconnector.intercom.AccessToken;
import dev.intercomconnector.intercom.Connection;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.HttpRequest;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.Region;
import dev.intercomconnector.intercom.Reply;
import dev.intercomconnector.pacing.Pacer;
import dev.intercomconnector.pacing.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An Intercom whose search names the same next page for ever. */
class EndlessPagesTest implements WaitListener<EndlessPagesTest.Someone> {

  record Someone(long key, ConversationCriteria criteria, Instant deadline) implements Wait {}

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final TestTime time = new TestTime(NOW);
  private final Waits<Someone> waits = new Waits<>();
  private final List<Someone> answered = new ArrayList<>();
  private final List<Someone> timedOut = new ArrayList<>();

  private Reply answer(HttpRequest request, Duration limit) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ObjectNode conversation = page.putArray("conversations").addObject();
    conversation.put("id", "c1").put("updated_at", NOW.minusSeconds(5).getEpochSecond());
    conversation.putObject("source").put("id", "9").putObject("author").put("type", "admin");
    conversation
        .putObject("statistics")
        .put("last_contact_reply_at", NOW.minusSeconds(5).getEpochSecond());
    page.putObject("pages").putObject("next").put("starting_after", "again");
    return new Reply.Answer(200, Headers.of(), page);
  }

  private Sweep<Someone> sweep() {
    return new Sweep<>(
        new IntercomClient(
            Connection.to(Region.US, new AccessToken("token")),
            this::answer,
            new Pacer(0.2, time, time, new Random(1), (priority, wait) -> {}),
            time,
            time),
        time::instant,
        waits,
        this,
        new SweepInterval(Duration.ofSeconds(2), Duration.ofSeconds(15)),
        time);
  }

  private Someone waitFor(String messageId, Duration within) {
    var criteria = new ConversationCriteria(messageId, null, WaitUntil.REPLIED, null);
    var someone = new Someone(messageId.hashCode(), criteria, time.instant().plus(within));
    waits.add(someone);
    return someone;
  }

  @Override
  public void onAnswered(Someone wait, Conversation conversation) {
    answered.add(wait);
  }

  @Override
  public void onTimeout(Someone wait, @Nullable Conversation seen) {
    timedOut.add(wait);
  }

  @Override
  public void onRefused(Someone wait, Failure failure) {
    throw new AssertionError(failure);
  }

  @Test
  void endsWaitsAllTheSame() {
    Sweep<Someone> sweep = sweep();
    Someone replied = waitFor("9", Duration.ofHours(1));
    Someone inVain = waitFor("10", Duration.ofSeconds(20));

    for (int round = 0; round < 20 && timedOut.isEmpty(); round++) {
      time.advance(sweep.round());
    }

    assertThat(answered).containsExactly(replied);
    assertThat(timedOut).containsExactly(inVain);
    assertThat(time.instant()).isBefore(NOW.plusSeconds(60));
  }
}
