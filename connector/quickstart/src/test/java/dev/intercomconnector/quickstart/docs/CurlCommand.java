package dev.intercomconnector.quickstart.docs;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A call as the README spells it for curl, of which only {@code -X}, {@code -H} and {@code -d} are
 * understood.
 */
record CurlCommand(String method, String url, List<String> headers, String body) {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  /** Every command of a fenced block. */
  static List<CurlCommand> readAll(String block) {
    return block.replace("\\\n", " ").lines().map(String::strip).map(CurlCommand::read).toList();
  }

  private static CurlCommand read(String line) {
    List<String> words =
        WORD.matcher(line)
            .results()
            .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
            .toList();
    if (!words.getFirst().equals("curl")) {
      throw new IllegalArgumentException("This is no curl command: " + line);
    }
    String method = "GET";
    String url = "";
    String body = "";
    List<String> headers = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-X" -> method = words.get(++i);
        case "-H" -> headers.add(words.get(++i));
        case "-d" -> body = words.get(++i);
        default -> url = words.get(i);
      }
    }
    return new CurlCommand(method, url, headers, body);
  }

  /** The same call to another host and port, with what the reader has to put in. */
  HttpRequest to(String baseUrl, String messageId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(url.replaceFirst("^http://127\\.0\\.0\\.1:8089(?=/)", baseUrl)))
            .method(
                method, HttpRequest.BodyPublishers.ofString(body.replace("MESSAGE_ID", messageId)));
    for (String header : headers) {
      String[] parts = header.split(": ", 2);
      request.header(parts[0], parts[1]);
    }
    return request.build();
  }
}
