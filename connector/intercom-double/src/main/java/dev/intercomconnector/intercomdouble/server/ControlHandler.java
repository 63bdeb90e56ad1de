package dev.intercomconnector.intercomdouble.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.intercomconnector.intercomdouble.api.ApiAnswer;
import dev.intercomconnector.intercomdouble.control.ControlApi;
import dev.intercomconnector.intercomdouble.json.Json;
import java.io.IOException;

/** Serves the control API: no token, no limit, no faults, and nothing in the ledger. */
public final class ControlHandler implements HttpHandler {
  private final ControlApi control;

  public ControlHandler(ControlApi control) {
    this.control = control;
  }

  @Override
  public void handle(HttpExchange http) throws IOException {
    Exchange exchange = new Exchange(http);
    ApiAnswer answer = control.answer(Received.read(exchange).request());
    exchange.answer(
        answer.status(), answer.headers(), AnswerSender.JSON, Json.write(answer.body()));
  }
}
