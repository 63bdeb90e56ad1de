package dev.intercomconnector.intercomdouble.api;

import java.util.regex.Pattern;

/** Bodies between plain text and the HTML that conversations hold them in. */
public final class Markup {
  private static final Pattern STARTS_WITH_TAG =
      Pattern.compile("\\s*<\\w[^>]*>.*", Pattern.DOTALL);
  private static final Pattern LINE_END = Pattern.compile("(?i)<br\\s*/?>|</(p|div|li|h\\d)>");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private Markup() {}

  /** An admin's body: HTML stays as it is, plain text becomes a paragraph. */
  public static String fromAdmin(String body) {
    return STARTS_WITH_TAG.matcher(body).matches() ? body : "<p>" + body + "</p>";
  }

  /** A contact's body is plain text, so what looks like HTML is shown as it was typed. */
  public static String fromContact(String body) {
    return "<p>"
        + body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
        + "</p>";
  }

  /** What {@code display_as=plaintext} leaves of HTML. */
  public static String plain(String html) {
    String lines = LINE_END.matcher(html).replaceAll("\n");
    return TAG.matcher(lines)
        .replaceAll("")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
        .strip();
  }
}
