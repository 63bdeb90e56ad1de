package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Profile;
import dev.intercomconnector.intercomdouble.workspace.Role;
import dev.intercomconnector.intercomdouble.workspace.StoredContact;
import java.util.List;

/** A contact as the API shows it, with every field of Intercom's examples. */
final class ContactJson {
  private static final List<String> UNKNOWN_DEVICES =
      List.of(
          "android_app_name",
          "android_app_version",
          "android_device",
          "android_os_version",
          "android_sdk_version",
          "android_last_seen_at",
          "ios_app_name",
          "ios_app_version",
          "ios_device",
          "ios_os_version",
          "ios_sdk_version",
          "ios_last_seen_at");
  private static final List<String> UNKNOWN_HABITS =
      List.of(
          "last_seen_at",
          "last_replied_at",
          "last_contacted_at",
          "last_email_opened_at",
          "last_email_clicked_at",
          "language_override",
          "browser",
          "browser_version",
          "browser_language",
          "os");
  private static final List<String> UNKNOWN_ORIGIN =
      List.of(
          "utm_campaign",
          "utm_content",
          "utm_medium",
          "utm_source",
          "utm_term",
          "referrer",
          "enabled_push_messaging");

  private ContactJson() {}

  static ObjectNode full(StoredContact contact, String workspaceId) {
    Profile profile = contact.profile();
    ObjectNode shown =
        Json.object()
            .put("type", "contact")
            .put("id", contact.id())
            .put("workspace_id", workspaceId)
            .put("external_id", profile.externalId())
            .put("role", contact.role().word())
            .put("email", profile.email())
            .put("phone", profile.phone())
            .put("name", profile.name())
            .putNull("avatar")
            .putNull("owner_id");
    shown.putObject("social_profiles").put("type", "list").putArray("data");
    shown
        .put("has_hard_bounced", false)
        .put("marked_email_as_spam", false)
        .put("unsubscribed_from_emails", profile.unsubscribedFromEmails())
        .put("created_at", contact.createdAt())
        .put("updated_at", contact.updatedAt())
        .put("signed_up_at", contact.role() == Role.USER ? contact.createdAt() : null);
    UNKNOWN_HABITS.forEach(shown::putNull);
    ObjectNode location = shown.putObject("location").put("type", "location");
    List.of("country", "region", "city", "country_code", "continent_code")
        .forEach(location::putNull);
    UNKNOWN_DEVICES.forEach(shown::putNull);
    shown.set("custom_attributes", profile.customAttributes().deepCopy());
    shown.set("tags", emptyList(contact, "tags"));
    shown.set("notes", emptyList(contact, "notes"));
    shown.set("companies", emptyList(contact, "companies"));
    shown.set("opted_out_subscription_types", emptyList(contact, "subscriptions"));
    shown.set("opted_in_subscription_types", emptyList(contact, "subscriptions"));
    UNKNOWN_ORIGIN.forEach(shown::putNull);
    return shown;
  }

  /** The short form that deleting and archiving answer with. */
  static ObjectNode reference(StoredContact contact) {
    return Json.object()
        .put("type", "contact")
        .put("id", contact.id())
        .put("external_id", contact.profile().externalId());
  }

  private static ObjectNode emptyList(StoredContact contact, String what) {
    ObjectNode list = Json.object().put("type", "list");
    list.putArray("data");
    return list.put("url", "/contacts/" + contact.id() + "/" + what)
        .put("total_count", 0)
        .put("has_more", false);
  }
}
