package dev.intercomconnector.intercomdouble.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message before it is stored.
 *
 * @param createdAt epoch seconds, or null for now
 * @param url the page a contact wrote from
 */
public record Draft(
    MessageKind kind,
    Author sender,
    List<Recipient> recipients,
    @Nullable String subject,
    String body,
    @Nullable String template,
    @Nullable Long createdAt,
    @Nullable String url) {

  StoredMessage message(String id, long now) {
    long at = createdAt == null ? now : createdAt;
    return new StoredMessage(id, kind, sender, recipients, subject, body, template, at, url);
  }
}
