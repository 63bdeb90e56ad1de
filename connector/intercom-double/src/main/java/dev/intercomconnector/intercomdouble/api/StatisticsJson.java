package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Statistics;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import org.jspecify.annotations.Nullable;

/** A conversation's statistics as the API shows them: null as long as nothing happened in it. */
final class StatisticsJson {
  private StatisticsJson() {}

  static @Nullable ObjectNode of(StoredConversation conversation, Statistics statistics) {
    if (conversation.parts().isEmpty() && !conversation.startedByContact()) {
      return null;
    }
    Long created = conversation.createdAt();
    ObjectNode shown =
        Json.object()
            .put("type", "conversation_statistics")
            .putNull("time_to_assignment")
            .put("time_to_admin_reply", since(created, statistics.firstAdminReplyAt()))
            .put("time_to_first_close", since(created, statistics.firstCloseAt()))
            .put("time_to_last_close", since(created, statistics.lastCloseAt()))
            .putNull("median_time_to_reply")
            .put("first_contact_reply_at", statistics.firstContactReplyAt())
            .putNull("first_assignment_at")
            .put("first_admin_reply_at", statistics.firstAdminReplyAt())
            .put("first_close_at", statistics.firstCloseAt())
            .putNull("last_assignment_at")
            .putNull("last_assignment_admin_reply_at")
            .put("last_contact_reply_at", statistics.lastContactReplyAt())
            .put("last_admin_reply_at", statistics.lastAdminReplyAt())
            .put("last_close_at", statistics.lastCloseAt())
            .put("last_closed_by_id", statistics.lastClosedById())
            .put("count_reopens", statistics.reopens())
            .put("count_assignments", 0);
    return shown.put("count_conversation_parts", statistics.parts());
  }

  private static @Nullable Long since(Long created, @Nullable Long at) {
    return at == null ? null : Long.valueOf(at - created);
  }
}
