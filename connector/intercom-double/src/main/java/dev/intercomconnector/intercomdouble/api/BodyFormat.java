package dev.intercomconnector.intercomdouble.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the bodies of a conversation are shown. */
enum BodyFormat {
  HTML,
  PLAINTEXT;

  static BodyFormat asked(Map<String, String> query) {
    return "plaintext".equals(query.get("display_as")) ? PLAINTEXT : HTML;
  }

  @Nullable String show(@Nullable String html) {
    return html == null || this == HTML ? html : Markup.plain(html);
  }
}
