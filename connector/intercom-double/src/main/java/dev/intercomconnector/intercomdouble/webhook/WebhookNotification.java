package dev.intercomconnector.intercomdouble.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Topic;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Something that happened, as it was then.
 *
 * @param createdAt epoch seconds, as all times here
 */
record WebhookNotification(String id, String appId, Topic topic, ObjectNode item, long createdAt) {

  byte[] body(int attempt, long firstSentAt) {
    ObjectNode body =
        Json.object()
            .put("type", "notification_event")
            .put("app_id", appId)
            .put("id", id)
            .put("topic", topic.word())
            .put("delivery_status", "pending")
            .put("delivery_attempts", attempt)
            .put("delivered_at", 0)
            .put("first_sent_at", firstSentAt)
            .put("created_at", createdAt)
            .putNull("self");
    body.putObject("links");
    body.putObject("data").put("type", "notification_event_data").set("item", item);
    return Json.write(body);
  }

  /** The header X-Hub-Signature of a body. */
  static String signature(byte[] body, String clientSecret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(clientSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return "sha1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA1", e);
    }
  }
}
