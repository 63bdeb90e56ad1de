package dev.intercomconnector.intercomdouble.workspace;

import java.time.Duration;

/** Who is in a workspace from the start, and again after every reset. */
public final class Seed {
  /** Ada Admin, ada@example.com; also the admin GET /me answers with. */
  public static final String ADA = "991267464";

  /** Ben Backoffice, ben@example.com. */
  public static final String BEN = "991267465";

  /** A user: Uma User, uma@example.com, external id {@code user-1}. */
  public static final String USER = "6762f0d01bb69f9f2193bb01";

  /** A lead: Leo Lead, leo@example.com. */
  public static final String LEAD = "6762f0d01bb69f9f2193bb02";

  /** A visitor: no e-mail address, external id {@code visitor-1}. */
  public static final String VISITOR = "6762f0d01bb69f9f2193bb03";

  private Seed() {}

  static void plant(People people) {
    people.addAdmin(ADA, "Ada Admin", "ada@example.com");
    people.addAdmin(BEN, "Ben Backoffice", "ben@example.com");
    Profile nobody = Profile.empty();
    people.add(
        USER,
        Role.USER,
        nobody.withName("Uma User").withEmail("uma@example.com").withExternalId("user-1"),
        Duration.ZERO);
    people.add(
        LEAD, Role.LEAD, nobody.withName("Leo Lead").withEmail("leo@example.com"), Duration.ZERO);
    people.add(VISITOR, Role.VISITOR, nobody.withExternalId("visitor-1"), Duration.ZERO);
  }
}
