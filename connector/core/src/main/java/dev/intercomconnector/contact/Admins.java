package dev.intercomconnector.contact;

import static dev.intercomconnector.intercom.ErrorCode.INTERCOM_ADMIN_NOT_FOUND;

import dev.intercomconnector.intercom.Admin;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds an admin's id. The list of admins is short and changes rarely, so it is kept for ten
 * minutes. For an e-mail that is not in it, the list is read again.
 */
public final class Admins {

  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final IntercomClient intercom;
  private final InstantSource clock;
  private volatile @Nullable Known known;

  private record Known(List<Admin> admins, Instant at) {}

  public Admins(IntercomClient intercom, InstantSource clock) {
    this.intercom = intercom;
    this.clock = clock;
  }

  /**
   * Finds the id of an admin.
   *
   * @param admin by id, which is not checked, or by e-mail; an admin has no external id
   */
  public Outcome<String> find(PersonKey admin) {
    return switch (admin) {
      case PersonKey.Id id -> Outcome.done(id.value());
      case PersonKey.Email email -> byEmail(email.value());
      case PersonKey.UserId userId ->
          Outcome.rejected(
              INTERCOM_ADMIN_NOT_FOUND,
              "An admin has no external id, so '%s' names nobody.".formatted(userId.value()),
              "Name the admin by id or e-mail.");
    };
  }

  private Outcome<String> byEmail(String email) {
    Known remembered = known;
    if (remembered != null && remembered.at().plus(REMEMBERED).isAfter(clock.instant())) {
      Admin admin = among(remembered.admins(), email);
      if (admin != null) {
        return Outcome.done(admin.id());
      }
    }
    return intercom
        .admins()
        .then(
            admins -> {
              known = new Known(admins, clock.instant());
              Admin admin = among(admins, email);
              return admin != null
                  ? Outcome.done(admin.id())
                  : Outcome.rejected(
                      INTERCOM_ADMIN_NOT_FOUND,
                      "No admin of this workspace has the e-mail '%s'.".formatted(email),
                      "Use the e-mail or id of a teammate of this Intercom workspace.");
            });
  }

  private static @Nullable Admin among(List<Admin> admins, String email) {
    return admins.stream()
        .filter(admin -> email.equalsIgnoreCase(admin.email()))
        .findFirst()
        .orElse(null);
  }
}
