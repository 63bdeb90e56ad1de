package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.workspace.Author;
import dev.intercomconnector.intercomdouble.workspace.Correspondence;
import dev.intercomconnector.intercomdouble.workspace.Draft;
import dev.intercomconnector.intercomdouble.workspace.MessageKind;
import dev.intercomconnector.intercomdouble.workspace.Role;
import dev.intercomconnector.intercomdouble.workspace.StoredContact;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import dev.intercomconnector.intercomdouble.workspace.StoredMessage;
import java.util.List;

/** A contact's message, which opens a conversation at once. A visitor who writes becomes a lead. */
final class ContactWriting {
  private final ApiCall call;

  ContactWriting(ApiCall call) {
    this.call = call;
  }

  /**
   * @throws ApiError 400 when there is none
   */
  String body() {
    return MessageFields.body(call.body());
  }

  ApiAnswer write(StoredContact sender, String body) {
    JsonNode request = call.body();
    Long createdAt = MessageFields.createdAt(request);
    if (call.workspace().isTooYoung(sender)) {
      throw ApiError.userNotFound();
    }
    StoredContact author = sender.role() == Role.VISITOR ? becomeLead(sender) : sender;
    Correspondence correspondence = call.workspace().correspondence();
    StoredMessage message =
        correspondence.store(
            new Draft(
                MessageKind.INAPP,
                Author.of(author),
                List.of(),
                null,
                body,
                null,
                createdAt,
                Json.filled(request, "referer")));
    StoredConversation conversation = correspondence.openByContact(message);
    return ApiAnswer.ok(MessageJson.byContact(message, conversation, call.version()))
        .storing(message.id());
  }

  private StoredContact becomeLead(StoredContact visitor) {
    return call.workspace()
        .people()
        .change(visitor.id(), contact -> contact.withRole(Role.LEAD, call.workspace().now()))
        .orElseThrow(ApiError::userNotFound);
  }
}
