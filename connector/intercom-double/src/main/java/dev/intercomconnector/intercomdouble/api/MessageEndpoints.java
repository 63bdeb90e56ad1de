package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.workspace.StoredContact;
import java.util.List;

/** The two doors to sending: POST /messages, and POST /conversations for contacts only. */
final class MessageEndpoints {
  List<Route> routes() {
    return List.of(
        Route.of("POST", "/messages", MessageEndpoints::send),
        Route.since(
            ServedVersion.V2_16, "GET", "/messages/whatsapp/status", WhatsAppStatus::answer),
        Route.since(ServedVersion.V2_0, "POST", "/conversations", MessageEndpoints::converse));
  }

  private static ApiAnswer send(ApiCall call) {
    VersionedFields.check(call.body(), call.version());
    PersonReference from = PersonReference.read("from", call.body().path("from"));
    return switch (from.type()) {
      case "admin" -> new AdminSending(call).send(from);
      case "user", "lead", "contact" -> write(call, from);
      default -> throw ApiError.invalid("from.type", "from.type is not a kind of sender");
    };
  }

  private static ApiAnswer converse(ApiCall call) {
    JsonNode body = call.body();
    if (body.hasNonNull("created_at") && !call.version().isAtLeast(ServedVersion.V2_11)) {
      throw ApiError.tooNew("created_at", ServedVersion.V2_11, call.version());
    }
    if (body.hasNonNull("brand_id") && !call.version().isAtLeast(ServedVersion.V2_16)) {
      throw ApiError.tooNew("brand_id", ServedVersion.V2_16, call.version());
    }
    PersonReference from = PersonReference.read("from", body.path("from"));
    if (from.type().equals("admin")) {
      throw ApiError.invalid("from.type", "from.type must be user, lead or contact");
    }
    return write(call, from);
  }

  private static ApiAnswer write(ApiCall call, PersonReference from) {
    ContactWriting writing = new ContactWriting(call);
    String body = writing.body();
    StoredContact sender = from.contact(call, "from");
    return writing.write(sender, body);
  }
}
