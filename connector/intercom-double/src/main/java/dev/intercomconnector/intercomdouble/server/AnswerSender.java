package dev.intercomconnector.intercomdouble.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercomdouble.api.ApiAnswer;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.ledger.Ledger;
import java.io.IOException;
import java.util.Map;

/** Sends an answer, noting its status before the first byte leaves. */
record AnswerSender(Exchange exchange, Ledger.Line line) {
  static final String JSON = "application/json; charset=utf-8";

  void send(ApiAnswer answer) throws IOException {
    send(answer.status(), answer.headers(), JSON, Json.write(answer.body()), answer.body());
  }

  /**
   * Sends any body.
   *
   * @param shown the same body for the ledger
   */
  void send(
      int status, Map<String, String> headers, String contentType, byte[] body, JsonNode shown)
      throws IOException {
    line.answer(shown);
    line.status(status);
    exchange.answer(status, headers, contentType, body);
  }

  /** The caller sees a status but not the whole answer. */
  void sendHalf(ApiAnswer answer) throws IOException {
    line.answer(answer.body());
    line.status(answer.status());
    exchange.answerHalf(answer.status(), answer.headers(), JSON, Json.write(answer.body()));
  }
}
