package dev.intercomconnector.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.contact.PersonKey;
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
import dev.intercomconnector.intercomdouble.SettableClock;
import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.control.SandboxControl;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import dev.intercomconnector.pacing.Pacer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A sweep on the double, and what became of the waits. Both see the time that a test sets. */
final class Waiting implements AutoCloseable, WaitListener<Waiting.Someone> {

  record Someone(long key, ConversationCriteria criteria, Instant deadline) implements Wait {}

  private static final Duration LONG = Duration.ofDays(30);

  final SettableClock clock = new SettableClock();
  final List<Someone> answered = new ArrayList<>();
  final List<Conversation> answers = new ArrayList<>();
  final List<Someone> over = new ArrayList<>();
  final List<@Nullable Conversation> seenInTheEnd = new ArrayList<>();
  final List<Someone> refused = new ArrayList<>();
  final Waits<Someone> waits = new Waits<>();
  final Sweep<Someone> sweep;

  private final IntercomDouble intercom;
  private final OkHttpClient http = new OkHttpClient();
  private final IntercomClient client;
  private long keys;
  private long fakeIds = 1;

  Waiting() throws IOException {
    intercom =
        IntercomDouble.start(
            DoubleSettings.usual()
                .withClock(clock)
                .withBehaviour(
                    Behaviour.usual()
                        .withIndexLag(Duration.ZERO)
                        .withContactIndexLag(Duration.ZERO)
                        .withRateLimit(1_000_000)));
    var connection =
        new Connection(
            URI.create(intercom.baseUrl()),
            new AccessToken(DoubleSettings.TOKEN),
            ApiVersion.DEFAULT,
            "inapp",
            Timeouts.DEFAULT);
    client =
        new IntercomClient(
            connection,
            new OkHttpTransport(connection, http, clock),
            // The rate limit is met in real time.
            new Pacer(
                Pacer.USUAL_SHARE_FOR_SENDS,
                InstantSource.system(),
                Thread::sleep,
                RandomGenerator.getDefault(),
                (priority, wait) -> {}),
            clock,
            Thread::sleep);
    sweep =
        new Sweep<>(
            client,
            // The double's Date header is the JDK's own and knows nothing of the clock that is set.
            clock::instant,
            waits,
            this,
            new SweepInterval(Duration.ofSeconds(2), Duration.ofSeconds(15)),
            clock);
  }

  @Override
  public void onAnswered(Someone wait, Conversation conversation) {
    answered.add(wait);
    answers.add(conversation);
  }

  @Override
  public void onTimeout(Someone wait, @Nullable Conversation seen) {
    over.add(wait);
    seenInTheEnd.add(seen);
  }

  @Override
  public void onRefused(Someone wait, Failure failure) {
    refused.add(wait);
  }

  SandboxControl intercom() {
    return intercom.control();
  }

  void delete(String conversationId) {
    var request =
        new Request.Builder()
            .url(intercom.baseUrl() + "/conversations/" + conversationId)
            .header("Authorization", "Bearer " + DoubleSettings.TOKEN)
            .delete()
            .build();
    try (Response response = http.newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void lag(Duration lag) {
    intercom().behave(intercom().behaviour().withIndexLag(lag));
  }

  /** An admin writes to Uma. */
  String message() {
    return message(false, Seed.USER);
  }

  String message(boolean withConversation, String... contactIds) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("message_type", "inapp").put("body", "Hello");
    json.putObject("from").put("type", "admin").put("id", Long.valueOf(Seed.ADA));
    var to = json.putArray("to");
    for (String contactId : contactIds) {
      to.addObject().put("type", "user").put("id", contactId);
    }
    json.put("create_conversation_without_contact_reply", withConversation);
    Outcome<SentMessage> sent =
        client.permit(Duration.ofSeconds(10)).then(permit -> client.createMessage(json, permit));
    assertThat(sent).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<SentMessage>) sent).value().id();
  }

  Someone waitFor(WaitUntil until, @Nullable String messageId) {
    return waitFor(until, messageId, null, LONG);
  }

  Someone waitFor(
      WaitUntil until, @Nullable String messageId, @Nullable String contactId, Duration within) {
    ContactRef contact =
        contactId == null
            ? null
            : new ContactRef(ContactRef.Type.USER, new PersonKey.Id(contactId));
    var someone =
        new Someone(
            ++keys,
            new ConversationCriteria(messageId, contact, until, null),
            clock.instant().plus(within));
    waits.add(someone);
    return someone;
  }

  /** Others wait in vain: more than can be asked for by their ids in one call. */
  void manyWaitInVain(int howMany) {
    for (int i = 0; i < howMany; i++) {
      waitFor(WaitUntil.REPLIED, "nothing-" + fakeIds++);
    }
  }

  /** Rounds until all first looks are done. */
  void settle() {
    do {
      sweep.round();
      clock.advance(Duration.ofSeconds(2));
    } while (callsOf(() -> sweep.round()) > 2);
  }

  Duration roundAfter(Duration time) {
    clock.advance(time);
    return sweep.round();
  }

  int callsOf(Runnable action) {
    int before = calls().size();
    action.run();
    return calls().size() - before;
  }

  List<LedgerEntry> calls() {
    return intercom().ledger();
  }

  @Override
  public void close() {
    intercom.close();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }
}
