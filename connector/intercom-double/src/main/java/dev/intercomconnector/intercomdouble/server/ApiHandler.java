package dev.intercomconnector.intercomdouble.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.intercomconnector.intercomdouble.api.ApiAnswer;
import dev.intercomconnector.intercomdouble.api.ApiRequest;
import dev.intercomconnector.intercomdouble.api.IntercomApi;
import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.Faults;
import dev.intercomconnector.intercomdouble.ledger.Ledger;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Notes each request in the ledger, lets the faults strike, and serves what is left. */
public final class ApiHandler implements HttpHandler {
  private static final List<String> HEADERS_OF_INTEREST =
      List.of(
          "Intercom-Version",
          "User-Agent",
          "Content-Type",
          "Accept",
          "Idempotency-Key",
          "X-Request-Id");

  private final IntercomApi api;
  private final Ledger ledger;
  private final Faults faults;

  public ApiHandler(IntercomApi api, Ledger ledger, Faults faults) {
    this.api = api;
    this.ledger = ledger;
    this.faults = faults;
  }

  @Override
  public void handle(HttpExchange http) throws IOException {
    Exchange exchange = new Exchange(http);
    Ledger.Line line =
        ledger.arrived(
            exchange.method(),
            exchange.path(),
            exchange.rawQuery(),
            headersOfInterest(exchange),
            exchange.header("Authorization") != null);
    Optional<FaultEffect> fault = faults.strike(exchange.method(), exchange.path());
    fault.ifPresent(effect -> line.fault(effect.word()));
    if (fault.isPresent()
        && fault.get() instanceof FaultEffect.Close close
        && close.at() == FaultEffect.ClosePoint.UNREAD) {
      exchange.hangUp();
      return;
    }
    Received received = Received.read(exchange);
    if (received.shown() != null) {
      line.body(received.shown());
    }
    Execution execution = new Execution(api, received.request(), line);
    if (fault.isEmpty()) {
      new AnswerSender(exchange, line).send(execution.run());
      return;
    }
    try {
      new FaultyService(faults, exchange, line, execution).serve(fault.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.hangUp();
    }
  }

  private static Map<String, String> headersOfInterest(Exchange exchange) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String name : HEADERS_OF_INTEREST) {
      String value = exchange.header(name);
      if (value != null) {
        found.put(name.toLowerCase(Locale.ROOT), value);
      }
    }
    return found;
  }

  /** Intercom's part of a request: executing it, at most once, and noting what it stored. */
  record Execution(IntercomApi api, ApiRequest request, Ledger.Line line) {
    ApiAnswer run() {
      ApiAnswer answer = api.answer(request);
      if (answer.stored() != null) {
        line.stored(answer.stored());
      }
      return answer;
    }

    ApiAnswer refuse() {
      return api.refuse(request);
    }
  }
}
