package dev.intercomconnector.worker.webhook;

import dev.intercomconnector.intercom.ClientSecret;
import dev.intercomconnector.intercom.Notification;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import dev.intercomconnector.worker.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Where Intercom's webhooks arrive. Off for a workspace without a client secret. Nothing of a
 * notification is read before its signature was found right, and it is answered before anything is
 * done with it: Intercom takes a slow answer for a failure.
 */
@Component
public class WebhookEndpoint {

  /** The longest body that is read, in bytes. */
  static final int LONGEST = 1024 * 1024;

  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

  private final Workspaces workspaces;
  private final Notifications notifications;
  private final InstantSource clock;
  private final AtomicReference<Instant> warned = new AtomicReference<>(Instant.EPOCH);

  WebhookEndpoint(Workspaces workspaces, Notifications notifications, InstantSource clock) {
    this.clock = clock;
    this.workspaces = workspaces;
    this.notifications = notifications;
    for (IntercomWorkspace workspace : workspaces.all()) {
      if (workspace.clientSecret() != null) {
        LOG.info("Webhooks are taken at /intercom/webhook/{}.", workspace.name());
      }
    }
  }

  /** Intercom asks so whether the address is there. */
  public ResponseEntity<Void> check(String workspace) {
    return workspaces.named(workspace).map(IntercomWorkspace::clientSecret).isPresent()
        ? ResponseEntity.ok().build()
        : ResponseEntity.notFound().build();
  }

  public ResponseEntity<Map<String, String>> take(String name, HttpServletRequest request)
      throws IOException {
    Optional<IntercomWorkspace> workspace = workspaces.named(name);
    ClientSecret secret = workspace.map(IntercomWorkspace::clientSecret).orElse(null);
    if (workspace.isEmpty() || secret == null) {
      return error(
          HttpStatus.NOT_FOUND,
          "There is no webhook here: it needs a configured workspace with a client secret.");
    }
    if (request.getContentLengthLong() > LONGEST) {
      return tooLong();
    }
    byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
    if (body.length > LONGEST) {
      return tooLong();
    }
    if (!secret.hasSigned(body, request.getHeader("X-Hub-Signature"))) {
      warn(name);
      return error(
          HttpStatus.UNAUTHORIZED,
          "X-Hub-Signature is missing, or the body was not signed with the client secret that is"
              + " configured for workspace '%s'.".formatted(name));
    }
    return Notification.read(body)
        .map(notification -> answer(notifications.take(workspace.get(), notification)))
        .orElseGet(
            () ->
                error(
                    HttpStatus.BAD_REQUEST,
                    "The body is signed, but it is not a notification: it has no data.item."));
  }

  /** Once in a while: whoever sends forged ones must not fill the log. */
  private void warn(String workspace) {
    Instant now = clock.instant();
    Instant before = warned.get();
    if (now.isAfter(before.plus(BETWEEN_WARNINGS)) && warned.compareAndSet(before, now)) {
      LOG.warn(
          "A notification for workspace '{}' was refused: its signature is missing or wrong. Is"
              + " its client secret that of the Intercom app?",
          workspace);
    }
  }

  private static ResponseEntity<Map<String, String>> answer(Notifications.Taken taken) {
    return switch (taken) {
      case ACCEPTED -> ResponseEntity.ok(Map.of("notification", "accepted"));
      case REPEATED -> ResponseEntity.ok(Map.of("notification", "repeated"));
      case NO_ROOM ->
          error(
              HttpStatus.TOO_MANY_REQUESTS,
              "Too many notifications are waiting to be worked on; send this one again later.");
    };
  }

  private static ResponseEntity<Map<String, String>> tooLong() {
    return error(
        HttpStatus.PAYLOAD_TOO_LARGE,
        "The body is longer than %d bytes, which no notification is.".formatted(LONGEST));
  }

  private static ResponseEntity<Map<String, String>> error(HttpStatus status, String sentence) {
    return ResponseEntity.status(status).body(Map.of("error", sentence));
  }
}
