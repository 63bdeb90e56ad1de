package dev.intercomconnector.worker;

import dev.intercomconnector.worker.webhook.WebhookEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Where the host's web server lets Intercom's webhooks in. */
@RestController
@RequestMapping("/intercom/webhook/{workspace}")
class IntercomWebhook {

  private final IntercomConnector connector;

  IntercomWebhook(IntercomConnector connector) {
    this.connector = connector;
  }

  /** Intercom asks so whether the address is there. */
  @RequestMapping(method = RequestMethod.HEAD)
  ResponseEntity<Void> check(@PathVariable("workspace") String workspace) {
    WebhookEndpoint endpoint = endpoint();
    return endpoint == null
        ? ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build()
        : endpoint.check(workspace);
  }

  @PostMapping
  ResponseEntity<Map<String, String>> take(
      @PathVariable("workspace") String workspace, HttpServletRequest request) throws IOException {
    WebhookEndpoint endpoint = endpoint();
    return endpoint == null
        ? ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
            .body(Map.of("error", "The connector does not run in this process, see its health."))
        : endpoint.take(workspace, request);
  }

  private @Nullable WebhookEndpoint endpoint() {
    return connector.context().map(beans -> beans.getBean(WebhookEndpoint.class)).orElse(null);
  }
}
