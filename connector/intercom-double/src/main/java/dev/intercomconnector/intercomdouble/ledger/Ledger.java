package dev.intercomconnector.intercomdouble.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Every request that arrived, in order. A request is noted before its body is read, and its outcome
 * before the answer leaves, so that whoever holds an answer finds it here. Past its capacity the
 * ledger drops the oldest entries and counts them. The answers themselves are kept of the newest
 * requests only, since those of searches are large.
 */
public final class Ledger {
  private static final int ANSWERS = 200;

  private final InstantSource clock;
  private final int capacity;
  private final ConcurrentSkipListMap<Long, LedgerEntry> entries = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<Long, JsonNode> answers = new ConcurrentSkipListMap<>();
  private final AtomicLong sequence = new AtomicLong();
  private final AtomicLong size = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  /**
   * @param capacity entries kept at most
   */
  public Ledger(InstantSource clock, int capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  /** Notes a request whose body is still to be read. */
  public Line arrived(
      String method,
      String path,
      @Nullable String query,
      Map<String, String> headers,
      boolean authorization) {
    long number = sequence.incrementAndGet();
    entries.put(
        number,
        new LedgerEntry(
            number,
            clock.instant(),
            method,
            path,
            query,
            headers,
            authorization,
            null,
            null,
            null,
            null));
    if (size.incrementAndGet() > capacity && entries.pollFirstEntry() != null) {
      size.decrementAndGet();
      dropped.incrementAndGet();
    }
    return new Line(this, number);
  }

  /** All entries, oldest first. */
  public List<LedgerEntry> entries() {
    return List.copyOf(entries.values());
  }

  /** Those after that sequence number, oldest first. */
  public List<LedgerEntry> since(long after) {
    return List.copyOf(entries.tailMap(after, false).values());
  }

  /** What the request of that number was answered; empty where nothing was, or long ago. */
  public Optional<JsonNode> answer(long number) {
    return Optional.ofNullable(answers.get(number));
  }

  /** How many entries were dropped for want of room since the ledger was last cleared. */
  public long dropped() {
    return dropped.get();
  }

  public void clear() {
    entries.clear();
    answers.clear();
    size.set(0);
    dropped.set(0);
  }

  private void change(long number, UnaryOperator<LedgerEntry> change) {
    entries.computeIfPresent(number, (unused, entry) -> change.apply(entry));
  }

  private void keep(long number, JsonNode answer) {
    answers.put(number, answer);
    answers.headMap(number - ANSWERS, true).clear();
  }

  /** The place of one request, for what becomes known about it later. */
  public record Line(Ledger ledger, long sequence) {
    public void body(JsonNode body) {
      ledger.change(sequence, entry -> entry.withBody(body));
    }

    public void status(int status) {
      ledger.change(sequence, entry -> entry.withStatus(status));
    }

    public void answer(JsonNode answer) {
      ledger.keep(sequence, answer);
    }

    public void fault(String effect) {
      ledger.change(sequence, entry -> entry.withFault(effect));
    }

    public void stored(String messageId) {
      ledger.change(sequence, entry -> entry.withStored(messageId));
    }
  }
}
