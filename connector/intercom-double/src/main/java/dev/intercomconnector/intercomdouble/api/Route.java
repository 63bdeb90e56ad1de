package dev.intercomconnector.intercomdouble.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A method and a path such as {@code /contacts/{id}}, the versions that have it, and what it does.
 */
record Route(String method, List<String> segments, ServedVersion since, Endpoint endpoint) {
  /** What a route does. */
  interface Endpoint {
    /**
     * Executes a call.
     *
     * @throws ApiError when Intercom would refuse
     */
    ApiAnswer answer(ApiCall call);
  }

  static Route of(String method, String path, Endpoint endpoint) {
    return since(ServedVersion.V1_0, method, path, endpoint);
  }

  static Route since(ServedVersion since, String method, String path, Endpoint endpoint) {
    return new Route(method, List.of(path.substring(1).split("/")), since, endpoint);
  }

  /** The path's variables, decoded, when method, version and path are this route's. */
  Optional<List<String>> match(String askedMethod, ServedVersion version, List<String> asked) {
    if (!method.equals(askedMethod)
        || !version.isAtLeast(since)
        || asked.size() != segments.size()) {
      return Optional.empty();
    }
    List<String> variables = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      if (segments.get(i).startsWith("{")) {
        variables.add(URLDecoder.decode(asked.get(i).replace("+", "%2B"), UTF_8));
      } else if (!segments.get(i).equals(asked.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
