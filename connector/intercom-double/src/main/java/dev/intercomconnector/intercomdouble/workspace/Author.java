package dev.intercomconnector.intercomdouble.workspace;

import org.jspecify.annotations.Nullable;

/** Who wrote a message or a part, as they were at that time. */
public record Author(String type, String id, @Nullable String name, @Nullable String email) {
  public static Author of(StoredAdmin admin) {
    return new Author("admin", admin.id(), admin.name(), admin.email());
  }

  public static Author of(StoredContact contact) {
    return new Author(
        contact.role().word(), contact.id(), contact.profile().name(), contact.profile().email());
  }

  public boolean isAdmin() {
    return type.equals("admin");
  }
}
