package dev.intercomconnector.intercomdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.api.ApiAnswer;
import dev.intercomconnector.intercomdouble.api.ApiRequest;
import dev.intercomconnector.intercomdouble.json.Json;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.intercomdouble.workspace.StoredAdmin;
import dev.intercomconnector.intercomdouble.workspace.StoredConversation;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/**
 * {@link SandboxControl} over HTTP, under {@code /_sandbox} and without a token. Every operation
 * takes {@code ?workspace=} (an app id code); errors are {@code {"error": "a sentence"}} with
 * status 400 or 404. Durations are ISO-8601, times epoch seconds.
 *
 * <ul>
 *   <li>{@code POST /reset}: back to the seed data, no faults, an empty ledger
 *   <li>{@code GET /ledger?path=&method=&since=}, {@code DELETE /ledger}
 *   <li>{@code GET /messages}
 *   <li>{@code POST /contacts} {role, id, email, external_id, phone, name, unsubscribed, archived,
 *       mergedInto, youngFor}; {@code POST /admins} {id, name, email}
 *   <li>{@code POST /reply} {messageId or conversationId, as: contact or admin, contactId, adminId,
 *       body}; {@code POST /close} {messageId or conversationId, contactId, adminId}
 *   <li>{@code POST /faults} {method, path, times, probability, effect, ...}, the effect one of
 *       status {status, when: before or after, headers, body, contentType}, close {when: unread,
 *       before or after}, halfResponse, stall {duration}, delay {duration}, rateLimited; {@code GET
 *       /faults}, {@code DELETE /faults}
 *   <li>{@code GET /behaviour}, {@code PUT /behaviour} {indexLag, contactIndexLag, youngFor,
 *       rateLimit, rateWindow, defaultVersion, plan: active or restricted}
 *   <li>{@code PUT /webhook} {url, clientSecret, copies, held, attempts, retryAfter}; {@code GET
 *       /webhook}, {@code DELETE /webhook}; {@code POST /webhook/release} {order: asHappened or
 *       reversed}
 * </ul>
 */
public final class ControlApi {
  /** What all paths of the control API start with. */
  public static final String ROOT = "/_sandbox";

  private final SandboxControl control;

  public ControlApi(SandboxControl control) {
    this.control = control;
  }

  /** Executes the request. */
  public ApiAnswer answer(ApiRequest request) {
    try {
      if (request.isMalformed()) {
        throw new IllegalArgumentException("The body is not JSON");
      }
      String workspace = request.query().get("workspace");
      SandboxControl scope = workspace == null ? control : control.in(workspace);
      return ApiAnswer.ok(route(scope, request));
    } catch (NoSuchElementException e) {
      return error(404, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return error(400, String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode route(SandboxControl scope, ApiRequest request) {
    JsonNode body = request.json();
    String operation = request.method() + " " + request.path().substring(ROOT.length());
    return switch (operation) {
      case "POST /reset" -> done(scope::reset);
      case "GET /ledger" -> ledger(scope, request.query());
      case "DELETE /ledger" -> done(scope::clearLedger);
      case "GET /messages" -> messages(scope);
      case "POST /contacts" -> ControlJson.contact(scope.addContact(ControlRequests.contact(body)));
      case "POST /admins" -> admin(scope, body);
      case "POST /reply" -> ControlJson.conversation(reply(scope, body));
      case "POST /close" ->
          ControlJson.conversation(
              scope.close(conversationId(scope, body), Json.filled(body, "adminId")));
      case "GET /faults" -> faults(scope);
      case "POST /faults" -> done(() -> scope.addFault(FaultJson.read(body)));
      case "DELETE /faults" -> done(scope::clearFaults);
      case "GET /behaviour" -> ControlJson.behaviour(scope.behaviour());
      case "PUT /behaviour" -> {
        scope.behave(ControlRequests.behaviour(body, scope.behaviour()));
        yield ControlJson.behaviour(scope.behaviour());
      }
      case "PUT /webhook" -> {
        scope.subscribe(ControlRequests.subscription(body));
        yield ControlJson.webhook(scope);
      }
      case "GET /webhook" -> ControlJson.webhook(scope);
      case "DELETE /webhook" -> done(scope::unsubscribe);
      case "POST /webhook/release" -> done(() -> scope.release(ControlRequests.order(body)));
      default -> throw new NoSuchElementException("No operation " + operation);
    };
  }

  private static JsonNode done(Runnable operation) {
    operation.run();
    return Json.object().put("done", true);
  }

  private static JsonNode ledger(SandboxControl scope, Map<String, String> query) {
    String since = query.getOrDefault("since", "0");
    if (!since.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("since must be a sequence number");
    }
    Stream<LedgerEntry> entries =
        scope.ledgerSince(Long.parseLong(since)).stream()
            .filter(entry -> entry.path().equals(query.getOrDefault("path", entry.path())))
            .filter(
                entry ->
                    entry.method().equalsIgnoreCase(query.getOrDefault("method", entry.method())));
    ObjectNode shown = Json.object();
    shown.set("requests", Json.array(entries.toList(), ControlJson::entry));
    return shown.put("dropped", scope.ledgerDropped());
  }

  private static JsonNode messages(SandboxControl scope) {
    ObjectNode shown = Json.object();
    shown.set(
        "messages", Json.array(scope.messages(), message -> ControlJson.message(message, scope)));
    return shown;
  }

  private static JsonNode admin(SandboxControl scope, JsonNode body) {
    StoredAdmin admin =
        scope.addAdmin(
            Json.filled(body, "id"),
            ControlRequests.required(body, "name"),
            ControlRequests.required(body, "email"));
    return Json.object()
        .put("id", admin.id())
        .put("name", admin.name())
        .put("email", admin.email());
  }

  private static StoredConversation reply(SandboxControl scope, JsonNode body) {
    String text = ControlRequests.required(body, "body");
    String messageId = Json.filled(body, "messageId");
    String as = body.path("as").asText("contact");
    return switch (as) {
      case "contact" ->
          messageId == null
              ? scope.contactRepliesIn(ControlRequests.required(body, "conversationId"), text)
              : scope.contactReplies(messageId, Json.filled(body, "contactId"), text);
      case "admin" ->
          scope.adminRepliesIn(conversationId(scope, body), Json.filled(body, "adminId"), text);
      default -> throw new IllegalArgumentException("as must be contact or admin");
    };
  }

  /** The conversation named, or the one of the message and contact named. */
  private static String conversationId(SandboxControl scope, JsonNode body) {
    String messageId = Json.filled(body, "messageId");
    if (messageId == null) {
      return ControlRequests.required(body, "conversationId");
    }
    String contactId = Json.filled(body, "contactId");
    return scope.conversationsOf(messageId).stream()
        .filter(one -> contactId == null || one.contactId().equals(contactId))
        .findFirst()
        .map(StoredConversation::id)
        .orElseThrow(
            () -> new NoSuchElementException("Message " + messageId + " has no conversation"));
  }

  private static JsonNode faults(SandboxControl scope) {
    ObjectNode shown = Json.object();
    shown.set("faults", Json.array(scope.faults(), FaultJson::show));
    return shown;
  }

  private static ApiAnswer error(int status, String sentence) {
    return new ApiAnswer(status, Map.of(), Json.object().put("error", sentence), null);
  }
}
