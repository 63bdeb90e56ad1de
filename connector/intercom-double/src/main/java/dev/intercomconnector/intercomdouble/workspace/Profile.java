package dev.intercomconnector.intercomdouble.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import org.jspecify.annotations.Nullable;

/** What a workspace knows about a contact and may change. */
public record Profile(
    @Nullable String externalId,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String name,
    boolean unsubscribedFromEmails,
    ObjectNode customAttributes) {

  public static Profile empty() {
    return new Profile(null, null, null, null, false, Json.object());
  }

  public Profile withExternalId(@Nullable String changed) {
    return new Profile(changed, email, phone, name, unsubscribedFromEmails, customAttributes);
  }

  public Profile withEmail(@Nullable String changed) {
    return new Profile(externalId, changed, phone, name, unsubscribedFromEmails, customAttributes);
  }

  public Profile withPhone(@Nullable String changed) {
    return new Profile(externalId, email, changed, name, unsubscribedFromEmails, customAttributes);
  }

  public Profile withName(@Nullable String changed) {
    return new Profile(externalId, email, phone, changed, unsubscribedFromEmails, customAttributes);
  }

  public Profile withUnsubscribedFromEmails(boolean changed) {
    return new Profile(externalId, email, phone, name, changed, customAttributes);
  }

  /** Adds to the custom attributes, replacing those of the same name. */
  public Profile withMoreAttributes(ObjectNode more) {
    ObjectNode merged = customAttributes.deepCopy();
    merged.setAll(more);
    return new Profile(externalId, email, phone, name, unsubscribedFromEmails, merged);
  }
}
