package dev.intercomconnector.intercomdouble.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Faults in the control API: one flat object with {@code method}, {@code path}, {@code times},
 * {@code probability}, {@code effect} and the effect's own fields. With neither times nor a
 * probability a fault strikes once.
 */
final class FaultJson {
  private FaultJson() {}

  static FaultRule read(JsonNode body) {
    boolean chance = body.path("probability").isNumber();
    Integer times = body.path("times").isInt() ? Integer.valueOf(body.path("times").asInt()) : null;
    return new FaultRule(
        Json.filled(body, "method"),
        ControlRequests.required(body, "path"),
        times == null && !chance ? Integer.valueOf(1) : times,
        body.path("probability").asDouble(1),
        effect(body));
  }

  private static FaultEffect effect(JsonNode body) {
    String effect = ControlRequests.required(body, "effect");
    return switch (effect) {
      case "status" -> answer(body);
      case "close" -> new FaultEffect.Close(closePoint(body));
      case "halfResponse" -> new FaultEffect.HalfResponse();
      case "stall" -> new FaultEffect.Stall(ControlRequests.duration(body, "duration"));
      case "delay" -> {
        Duration duration = ControlRequests.duration(body, "duration");
        if (duration == null) {
          throw new IllegalArgumentException("delay needs a duration");
        }
        yield new FaultEffect.Delay(duration);
      }
      case "rateLimited" -> new FaultEffect.RateLimited();
      default -> throw new IllegalArgumentException("No effect " + effect);
    };
  }

  private static FaultEffect answer(JsonNode body) {
    int status = body.path("status").asInt();
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status must be 200 to 599");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    body.path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    JsonNode content = body.path("body");
    String text = content.isTextual() ? content.asText() : content.toString();
    String contentType = Json.filled(body, "contentType");
    return new FaultEffect.Answer(
        status,
        FaultEffect.When.valueOf(body.path("when").asText("before").toUpperCase(Locale.ROOT)),
        headers,
        content.isMissingNode() || content.isNull() ? null : text,
        contentType == null ? "application/json" : contentType);
  }

  private static FaultEffect.ClosePoint closePoint(JsonNode body) {
    String at = body.path("when").asText("before");
    return FaultEffect.ClosePoint.valueOf(at.toUpperCase(Locale.ROOT));
  }

  static ObjectNode show(FaultRule rule) {
    ObjectNode shown =
        Json.object()
            .put("method", rule.method())
            .put("path", rule.path())
            .put("times", rule.times())
            .put("probability", rule.probability())
            .put("effect", rule.effect().word());
    switch (rule.effect()) {
      case FaultEffect.Answer answer ->
          shown
              .put("status", answer.status())
              .put("when", answer.when().name().toLowerCase(Locale.ROOT));
      case FaultEffect.Close close -> shown.put("when", close.at().name().toLowerCase(Locale.ROOT));
      case FaultEffect.Stall stall -> shown.put("duration", text(stall.duration()));
      case FaultEffect.Delay delay -> shown.put("duration", text(delay.duration()));
      case FaultEffect.HalfResponse unused -> {}
      case FaultEffect.RateLimited unused -> {}
    }
    return shown;
  }

  private static @Nullable String text(@Nullable Duration duration) {
    return duration == null ? null : duration.toString();
  }
}
