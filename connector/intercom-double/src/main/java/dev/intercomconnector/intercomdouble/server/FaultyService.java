package dev.intercomconnector.intercomdouble.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.api.ApiAnswer;
import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.Faults;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.ledger.Ledger;
import java.io.IOException;

/** Serves one request with a fault in it. */
final class FaultyService {
  private final Faults faults;
  private final Exchange exchange;
  private final AnswerSender answering;
  private final ApiHandler.Execution execution;

  FaultyService(
      Faults faults, Exchange exchange, Ledger.Line line, ApiHandler.Execution execution) {
    this.faults = faults;
    this.exchange = exchange;
    this.answering = new AnswerSender(exchange, line);
    this.execution = execution;
  }

  void serve(FaultEffect effect) throws IOException, InterruptedException {
    switch (effect) {
      case FaultEffect.Answer answer -> replace(answer);
      case FaultEffect.Close close -> close(close);
      case FaultEffect.HalfResponse unused -> answering.sendHalf(execution.run());
      case FaultEffect.Stall stall -> stall(stall);
      case FaultEffect.Delay delay -> delay(delay);
      case FaultEffect.RateLimited unused -> answering.send(execution.refuse());
    }
  }

  private void replace(FaultEffect.Answer answer) throws IOException {
    if (answer.when() == FaultEffect.When.AFTER) {
      execution.run();
    }
    byte[] body =
        answer.body() == null ? errorList(answer.status()) : answer.body().getBytes(UTF_8);
    answering.send(
        answer.status(), answer.headers(), answer.contentType(), body, Received.shown(body));
  }

  private void close(FaultEffect.Close close) {
    if (close.at() == FaultEffect.ClosePoint.AFTER) {
      execution.run();
    }
    exchange.hangUp();
  }

  private void stall(FaultEffect.Stall stall) throws IOException, InterruptedException {
    ApiAnswer answer = execution.run();
    if (faults.outlast(stall.duration())) {
      answering.send(answer);
    } else {
      exchange.hangUp();
    }
  }

  private void delay(FaultEffect.Delay delay) throws IOException, InterruptedException {
    faults.outlast(delay.duration());
    answering.send(execution.run());
  }

  private static byte[] errorList(int status) {
    ObjectNode list = Json.object().put("type", "error.list").putNull("request_id");
    list.putArray("errors").addObject().put("code", code(status)).put("message", "Injected fault");
    return Json.write(list);
  }

  private static String code(int status) {
    return switch (status) {
      case 403 -> "forbidden";
      case 404 -> "not_found";
      case 429 -> "rate_limit_exceeded";
      case 503 -> "service_unavailable";
      default -> status >= 500 ? "server_error" : "client_error";
    };
  }
}
