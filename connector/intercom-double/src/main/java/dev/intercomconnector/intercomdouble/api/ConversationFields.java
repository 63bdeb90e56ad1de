package dev.intercomconnector.intercomdouble.api;

import static dev.intercomconnector.intercomdouble.search.ValueType.BOOLEAN;
import static dev.intercomconnector.intercomdouble.search.ValueType.INTEGER;
import static dev.intercomconnector.intercomdouble.search.ValueType.STRING;
import static dev.intercomconnector.intercomdouble.search.ValueType.WORDS;

import dev.intercomconnector.intercomdouble.search.FilterReader;
import dev.intercomconnector.intercomdouble.search.SearchField;
import dev.intercomconnector.intercomdouble.search.ValueType;
import dev.intercomconnector.intercomdouble.workspace.Statistics;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of a conversation that can be searched, of those Intercom documents. */
final class ConversationFields {
  private ConversationFields() {}

  static FilterReader<StoredConversation> reader() {
    return new FilterReader<>(
        List.of(
            SearchField.of("id", STRING, StoredConversation::id),
            SearchField.of("created_at", INTEGER, StoredConversation::createdAt),
            SearchField.of("updated_at", INTEGER, StoredConversation::updatedAt),
            source("type", STRING, message -> message.kind().sourceType()),
            source("id", STRING, StoredMessage::id),
            SearchField.of("source.delivered_as", STRING, ConversationJson::deliveredAs),
            source("subject", STRING, StoredMessage::subject),
            source("body", WORDS, StoredMessage::body),
            source("author.id", STRING, message -> message.sender().id()),
            source("author.type", STRING, message -> message.sender().type()),
            source("author.name", STRING, message -> message.sender().name()),
            source("author.email", STRING, message -> message.sender().email()),
            source("url", STRING, StoredMessage::url),
            SearchField.of("contact_ids", STRING, StoredConversation::contactId),
            SearchField.of("admin_assignee_id", INTEGER, StoredConversation::adminAssigneeId),
            SearchField.of("open", BOOLEAN, StoredConversation::isOpen),
            SearchField.of("read", BOOLEAN, StoredConversation::read),
            SearchField.of("state", STRING, conversation -> conversation.state().word()),
            SearchField.of(
                "waiting_since",
                INTEGER,
                conversation ->
                    ConversationJson.waitingSince(conversation, Statistics.of(conversation))),
            statistics("first_contact_reply_at", Statistics::firstContactReplyAt),
            statistics("last_contact_reply_at", Statistics::lastContactReplyAt),
            statistics("first_admin_reply_at", Statistics::firstAdminReplyAt),
            statistics("last_admin_reply_at", Statistics::lastAdminReplyAt),
            statistics("first_close_at", Statistics::firstCloseAt),
            statistics("last_close_at", Statistics::lastCloseAt),
            statistics("count_reopens", counted -> (long) counted.reopens()),
            statistics("count_conversation_parts", counted -> (long) counted.parts())));
  }

  private static SearchField<StoredConversation> source(
      String name, ValueType type, Function<StoredMessage, @Nullable Object> value) {
    return SearchField.of(
        "source." + name, type, conversation -> value.apply(conversation.source()));
  }

  private static SearchField<StoredConversation> statistics(
      String name, Function<Statistics, @Nullable Long> value) {
    return SearchField.of(
        "statistics." + name, INTEGER, conversation -> value.apply(Statistics.of(conversation)));
  }
}
