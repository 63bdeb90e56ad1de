package dev.intercomconnector.intercomdouble.workspace;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** One workspace: what its app is called, who is in it and what was written. */
public final class Workspace {
  private final App app;
  private final InstantSource clock;
  private final People people;
  private final Correspondence correspondence;

  /**
   * @param contactIndexLag how far the search for contacts is behind, asked at every change
   * @param conversationIndexLag how far the search for conversations is behind, likewise
   * @param announcements of what happens to conversations
   */
  public Workspace(
      App app,
      InstantSource clock,
      Ids ids,
      Supplier<Duration> contactIndexLag,
      Supplier<Duration> conversationIndexLag,
      Announcements announcements) {
    this.app = app;
    this.clock = clock;
    this.people = new People(clock, ids, contactIndexLag);
    this.correspondence =
        new Correspondence(
            clock,
            ids,
            conversationIndexLag,
            (topic, conversation) -> announcements.announce(this, topic, conversation));
    reset();
  }

  public App app() {
    return app;
  }

  public People people() {
    return people;
  }

  public Correspondence correspondence() {
    return correspondence;
  }

  /** The time in epoch seconds, by this workspace's clock. */
  public long now() {
    return clock.instant().getEpochSecond();
  }

  /** Whether the contact was created too recently to be sent a message. */
  public boolean isTooYoung(StoredContact contact) {
    return clock.instant().isBefore(contact.messageableFrom());
  }

  /** Forgets everything and brings the seed data back. */
  public void reset() {
    correspondence.clear();
    people.clear();
    Seed.plant(people);
  }

  /**
   * Merges one contact into another with all its conversations, as POST /contacts/merge does.
   *
   * @return the contact that survives, or empty when either is unknown
   */
  public Optional<StoredContact> merge(String from, String into) {
    Optional<StoredContact> survivor = people.surviving(into);
    if (survivor.isEmpty() || people.contact(from).isEmpty()) {
      return Optional.empty();
    }
    String survivorId = survivor.get().id();
    people.change(
        from, contact -> contact.withStatus(new ContactStatus.MergedInto(survivorId), now()));
    correspondence.moveContact(from, survivorId);
    return people.change(survivorId, contact -> contact.withRole(contact.role(), now()));
  }
}
