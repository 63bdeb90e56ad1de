package dev.intercomconnector.intercom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.Headers;

/**
 * Takes an access token out of what a peer answers: a gateway or proxy may repeat the request's
 * headers, and its words go into incidents, variables and logs. Found are the token itself, and its
 * URL-encoded, Base64 and hexadecimal forms, also within a longer text that was encoded as a whole.
 */
final class HiddenText {

  static final String IN_ITS_PLACE = "***";

  /** Shorter ones could be a part of any text. */
  private static final int SHORTEST = 8;

  private final List<String> forms;

  HiddenText(String secret) {
    this.forms = secret.length() < SHORTEST ? List.of() : forms(secret);
  }

  private static List<String> forms(String secret) {
    byte[] bytes = secret.getBytes(UTF_8);
    Set<String> forms = new LinkedHashSet<>();
    forms.add(secret);
    forms.add(URLEncoder.encode(secret, UTF_8));
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    forms.add(HexFormat.of().withPrefix("%").formatHex(bytes));
    forms.add(HexFormat.of().withPrefix("%").withUpperCase().formatHex(bytes));
    for (int before = 0; before < 3; before++) {
      forms.add(base64(bytes, before, Base64.getEncoder()));
      forms.add(base64(bytes, before, Base64.getUrlEncoder()));
    }
    String lower = secret.toLowerCase(Locale.ROOT);
    forms.add(lower);
    return List.copyOf(forms);
  }

  /**
   * The characters of Base64 that depend on the secret alone.
   *
   * @param before how many bytes stand before it, of which only the remainder of three matters
   */
  private static String base64(byte[] secret, int before, Base64.Encoder encoder) {
    byte[] shifted = new byte[before + secret.length];
    System.arraycopy(secret, 0, shifted, before, secret.length);
    String whole = encoder.withoutPadding().encodeToString(shifted);
    int from = before == 0 ? 0 : before + 1;
    int to = shifted.length * 8 / 6;
    return whole.substring(from, to);
  }

  /** The text without the secret. */
  String in(String text) {
    String hidden = text;
    for (String form : forms) {
      if (hidden.length() >= form.length() && hidden.contains(form)) {
        hidden = hidden.replace(form, IN_ITS_PLACE);
      }
    }
    return hidden;
  }

  /** The same for all texts in a value, which is changed. */
  JsonNode in(JsonNode json) {
    if (json.isTextual()) {
      String hidden = in(json.textValue());
      return hidden.equals(json.textValue()) ? json : TextNode.valueOf(hidden);
    }
    Deque<JsonNode> left = new ArrayDeque<>();
    left.add(json);
    while (!left.isEmpty()) {
      switch (left.pop()) {
        case ObjectNode object -> {
          for (Map.Entry<String, JsonNode> field : object.properties()) {
            field.setValue(hiddenOrLeft(field.getValue(), left));
          }
        }
        case ArrayNode array -> {
          for (int i = 0; i < array.size(); i++) {
            array.set(i, hiddenOrLeft(array.get(i), left));
          }
        }
        default -> {}
      }
    }
    return json;
  }

  private JsonNode hiddenOrLeft(JsonNode value, Deque<JsonNode> left) {
    if (value.isTextual()) {
      return in(value);
    }
    if (value.isContainerNode()) {
      left.push(value);
    }
    return value;
  }

  Headers in(Headers headers) {
    var hidden = new Headers.Builder();
    headers.forEach(header -> hidden.addUnsafeNonAscii(header.getFirst(), in(header.getSecond())));
    return hidden.build();
  }

  /** The same failure where its message has no secret; else one with a clean message. */
  IOException in(IOException failure) {
    String message = failure.getMessage();
    if (message == null) {
      return failure;
    }
    String hidden = in(message);
    return hidden.equals(message) ? failure : new IOException(hidden);
  }
}
