package dev.intercomconnector.intercomdouble.workspace;

import dev.intercomconnector.intercomdouble.search.SearchIndex;
import dev.intercomconnector.intercomdouble.search.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The admins and contacts of a workspace. Reads see what is stored now; only the index lags. */
public final class People {
  private final InstantSource clock;
  private final Ids ids;
  private final SearchIndex<StoredContact> index;
  private final Map<String, StoredAdmin> admins = new ConcurrentSkipListMap<>();
  private final Map<String, StoredContact> contacts = new ConcurrentHashMap<>();
  private final Map<Term, Set<String>> idsByTerm = new ConcurrentHashMap<>();

  People(InstantSource clock, Ids ids, Supplier<Duration> indexLag) {
    this.clock = clock;
    this.ids = ids;
    this.index = new SearchIndex<>(clock, indexLag, People::terms);
  }

  /** The contacts as search sees them: no visitors, none that are archived, merged or deleted. */
  public SearchIndex<StoredContact> index() {
    return index;
  }

  public List<StoredAdmin> admins() {
    return List.copyOf(admins.values());
  }

  public Optional<StoredAdmin> admin(@Nullable String id) {
    return id == null ? Optional.empty() : Optional.ofNullable(admins.get(id));
  }

  /** Adds an admin, with a new id when none is given; replaces the one who had that id. */
  public StoredAdmin addAdmin(@Nullable String id, String name, String email) {
    StoredAdmin admin = new StoredAdmin(id == null ? ids.nextAdmin() : id, name, email);
    admins.put(admin.id(), admin);
    return admin;
  }

  /** The contact of that id whatever its status, unless it was deleted. */
  public Optional<StoredContact> contact(@Nullable String id) {
    return id == null ? Optional.empty() : Optional.ofNullable(contacts.get(id));
  }

  /** The contact that stands for that id today: the last of a chain of merges. */
  public Optional<StoredContact> surviving(@Nullable String id) {
    Optional<StoredContact> found = contact(id);
    return found.isPresent() && found.get().status() instanceof ContactStatus.MergedInto merged
        ? surviving(merged.contactId())
        : found;
  }

  /** All contacts whatever their status, in no order. */
  public Stream<StoredContact> contacts() {
    return contacts.values().stream();
  }

  /** Those that have that external id; merged ones among them. */
  public Stream<StoredContact> withExternalId(String externalId) {
    return having(new Term("external_id", externalId))
        .filter(contact -> externalId.equals(contact.profile().externalId()));
  }

  /** Those active ones that have that e-mail address, whatever its case. */
  public Stream<StoredContact> withEmail(String email) {
    return having(new Term("email", email.toLowerCase(Locale.ROOT)))
        .filter(StoredContact::isActive)
        .filter(contact -> email.equalsIgnoreCase(contact.profile().email()));
  }

  /** Adds a contact, with a new id when none is given; replaces the one that had that id. */
  public synchronized StoredContact add(
      @Nullable String id, Role role, Profile profile, Duration youngFor) {
    Instant now = clock.instant();
    long second = now.getEpochSecond();
    return store(
        new StoredContact(
            id == null ? ids.nextContact(second) : id,
            role,
            profile,
            new ContactStatus.Active(),
            second,
            second,
            now.plus(youngFor)));
  }

  /** Changes a contact; nothing happens when it is gone. */
  public synchronized Optional<StoredContact> change(
      String id, UnaryOperator<StoredContact> change) {
    return contact(id).map(change).map(this::store);
  }

  /** Forgets a contact. */
  public synchronized void delete(String id) {
    contacts.remove(id);
    index.remove(id);
  }

  synchronized void clear() {
    admins.clear();
    contacts.clear();
    idsByTerm.clear();
    index.clear();
  }

  private StoredContact store(StoredContact contact) {
    contacts.put(contact.id(), contact);
    for (Term term : terms(contact)) {
      idsByTerm.computeIfAbsent(term, unused -> ConcurrentHashMap.newKeySet()).add(contact.id());
    }
    if (contact.isActive() && contact.role() != Role.VISITOR) {
      index.put(contact.id(), contact);
    } else {
      index.remove(contact.id());
    }
    return contact;
  }

  /** Those that have the term or once had it. */
  private Stream<StoredContact> having(Term term) {
    return idsByTerm.getOrDefault(term, Set.of()).stream().flatMap(id -> contact(id).stream());
  }

  private static Collection<Term> terms(StoredContact contact) {
    List<Term> terms = new ArrayList<>();
    terms.add(new Term("id", contact.id()));
    String email = contact.profile().email();
    if (email != null) {
      terms.add(new Term("email", email.toLowerCase(Locale.ROOT)));
    }
    String externalId = contact.profile().externalId();
    if (externalId != null) {
      terms.add(new Term("external_id", externalId));
    }
    return terms;
  }
}
