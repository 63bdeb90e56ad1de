package dev.intercomconnector.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import java.util.Optional;

/**
 * A call to Intercom as it went over the wire, as JSON; without the token, only that it was sent.
 */
final class ApiCallJson {
  private ApiCallJson() {}

  static ObjectNode request(LedgerEntry request, Optional<JsonNode> answer) {
    ObjectNode shown =
        Json.object()
            .put("sequence", request.sequence())
            .put("time", request.time().toString())
            .put("method", request.method())
            .put("path", request.path())
            .put("query", request.query())
            .put("version", request.headers().get("intercom-version"))
            .put("authorization", request.authorization())
            .put("status", request.status())
            .put("fault", request.fault());
    shown.set("request", request.body());
    shown.set("response", answer.orElse(NullNode.getInstance()));
    return shown;
  }
}
