package dev.intercomconnector.intercomdouble.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal, with the code and message Intercom gives. Where Intercom's description has an example,
 * the wording is the example's.
 */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final @Nullable String code;
  private final @Nullable String field;
  private final transient Map<String, String> headers;

  private ApiError(
      int status,
      @Nullable String code,
      String message,
      @Nullable String field,
      Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.field = field;
    this.headers = headers;
  }

  public static ApiError of(int status, String code, String message) {
    return new ApiError(status, code, message, null, Map.of());
  }

  /** In the shape of a single error, which one endpoint has in its example. */
  public static ApiError withoutCode(int status, String message) {
    return new ApiError(status, null, message, null, Map.of());
  }

  /** 400 parameter_invalid that names the field. */
  public static ApiError invalid(String field, String message) {
    return new ApiError(400, "parameter_invalid", message, field, Map.of());
  }

  /** 400 for a field, or a value of it, that the version asked for does not have yet. */
  public static ApiError tooNew(String field, ServedVersion since, ServedVersion asked) {
    return invalid(
        field, field + " needs version " + since.header() + " or newer, not " + asked.header());
  }

  public static ApiError userNotFound() {
    return of(404, "not_found", "User Not Found");
  }

  public static ApiError resourceNotFound() {
    return of(404, "not_found", "Resource Not Found");
  }

  public static ApiError adminNotFound() {
    return of(404, "admin_not_found", "Admin not found");
  }

  /** 410 that names the contact to use instead; from 2.16 on. */
  public static ApiError merged(String survivorId) {
    return new ApiError(
        410,
        "contact_merged",
        "This contact has been merged. See the 'Link' header for the canonical contact.",
        null,
        Map.of("Link", "</contacts/" + survivorId + ">; rel=\"canonical\""));
  }

  ApiAnswer answer(String requestId) {
    if (code == null) {
      ObjectNode single = Json.object().put("type", "error").put("request_id", requestId);
      return new ApiAnswer(status, headers, single.put("message", getMessage()), null);
    }
    ObjectNode error = Json.object().put("code", code).put("message", getMessage());
    if (field != null) {
      error.put("field", field);
    }
    ObjectNode body = Json.object().put("type", "error.list").put("request_id", requestId);
    body.putArray("errors").add((JsonNode) error);
    return new ApiAnswer(status, headers, body, null);
  }
}
