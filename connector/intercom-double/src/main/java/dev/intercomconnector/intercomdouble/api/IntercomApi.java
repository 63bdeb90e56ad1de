package dev.intercomconnector.intercomdouble.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intercomconnector.intercomdouble.search.InvalidQuery;
import dev.intercomconnector.intercomdouble.workspace.Workspace;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Intercom as a function from request to answer: token, rate limit, version, then the endpoint. The
 * order matters to callers: only an authenticated answer tells about the limit, and a call over the
 * limit is not executed.
 */
public final class IntercomApi {
  private final Map<String, Workspace> workspacesByToken;
  private final Supplier<Behaviour> behaviour;
  private final RateLimiter limiter;
  private final RequestIds requestIds;
  private final List<Route> routes;

  public IntercomApi(
      Map<String, Workspace> workspacesByToken,
      Supplier<Behaviour> behaviour,
      InstantSource clock,
      RandomGenerator random) {
    this.workspacesByToken = new ConcurrentHashMap<>(workspacesByToken);
    this.behaviour = behaviour;
    this.limiter =
        new RateLimiter(
            clock, () -> behaviour.get().rateLimit(), () -> behaviour.get().rateWindow());
    this.requestIds = new RequestIds(random);
    this.routes =
        Stream.of(
                new AdminEndpoints().routes(),
                new ContactEndpoints(() -> behaviour.get().youngFor()).routes(),
                new ContactSearch().routes(),
                new MessageEndpoints().routes(),
                new ConversationEndpoints().routes(),
                new ConversationSearch().routes())
            .flatMap(List::stream)
            .toList();
  }

  /** Executes the request. */
  public ApiAnswer answer(ApiRequest request) {
    String requestId = requestIds.next();
    String token = token(request);
    if (token == null) {
      return unauthorized(requestId);
    }
    RateLimiter.Verdict verdict = limiter.take(token);
    return (verdict.allowed() ? execute(request, token, requestId) : refused(verdict, requestId))
        .with(verdict.headers())
        .with(Map.of("X-Request-Id", requestId));
  }

  /** Answers as if the limit were used up, and executes nothing. */
  public ApiAnswer refuse(ApiRequest request) {
    String requestId = requestIds.next();
    RateLimiter.Verdict verdict = limiter.refusal();
    return token(request) == null
        ? unauthorized(requestId)
        : refused(verdict, requestId)
            .with(verdict.headers())
            .with(Map.of("X-Request-Id", requestId));
  }

  /** Accepts another token instead of that one, for the same workspace. */
  public void replaceToken(String old, String fresh) {
    workspacesByToken.put(fresh, workspace(old));
    workspacesByToken.remove(old);
  }

  /** Starts counting calls anew. */
  public void forgetCalls() {
    limiter.clear();
  }

  private ApiAnswer execute(ApiRequest request, String token, String requestId) {
    try {
      return route(request, workspace(token));
    } catch (ApiError error) {
      return error.answer(requestId);
    } catch (InvalidQuery invalid) {
      String message = String.valueOf(invalid.getMessage());
      return ApiError.of(400, invalid.code(), message).answer(requestId);
    } catch (RuntimeException defect) {
      // Otherwise the JDK's server would only close the connection, which looks like a fault.
      return ApiError.of(500, "server_error", "The double failed: " + defect).answer(requestId);
    }
  }

  private ApiAnswer route(ApiRequest request, Workspace workspace) {
    ServedVersion version = version(request.version());
    if (request.isMalformed()) {
      throw ApiError.of(400, "bad_request", "The request body could not be parsed as JSON");
    }
    List<String> asked = List.of(request.path().substring(1).split("/"));
    for (Route route : routes) {
      Optional<List<String>> variables = route.match(request.method(), version, asked);
      if (variables.isPresent()) {
        checkPlan(asked.getFirst());
        return route
            .endpoint()
            .answer(
                new ApiCall(workspace, version, variables.get(), request.query(), request.json()));
      }
    }
    throw ApiError.resourceNotFound();
  }

  private void checkPlan(String area) {
    boolean paid = area.equals("messages") || area.equals("conversations");
    if (paid && behaviour.get().plan() == Behaviour.Plan.RESTRICTED) {
      throw ApiError.of(403, "api_plan_restricted", "Active subscription needed.");
    }
  }

  private ServedVersion version(@Nullable String header) {
    return header == null
        ? behaviour.get().defaultVersion()
        : ServedVersion.of(header)
            .orElseThrow(
                () ->
                    ApiError.of(
                        400,
                        "intercom_version_invalid",
                        "The requested version could not be found"));
  }

  /** A bearer's, or the user name of Basic, as Intercom's older SDKs send it. */
  private @Nullable String token(ApiRequest request) {
    String header = request.authorization();
    String[] words = header == null ? new String[0] : header.strip().split(" +", 2);
    if (words.length < 2) {
      return null;
    }
    String token =
        switch (words[0].toLowerCase(Locale.ROOT)) {
          case "bearer" -> words[1];
          case "basic" -> userName(words[1]);
          default -> "";
        };
    return workspacesByToken.containsKey(token) ? token : null;
  }

  private static String userName(String credentials) {
    try {
      return new String(Base64.getDecoder().decode(credentials), UTF_8).split(":", 2)[0];
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private Workspace workspace(String token) {
    Workspace workspace = workspacesByToken.get(token);
    if (workspace == null) {
      throw new IllegalStateException("No workspace for a token that was accepted");
    }
    return workspace;
  }

  private static ApiAnswer unauthorized(String requestId) {
    return ApiError.of(401, "unauthorized", "Access Token Invalid")
        .answer(requestId)
        .with(Map.of("X-Request-Id", requestId));
  }

  private static ApiAnswer refused(RateLimiter.Verdict verdict, String requestId) {
    String message =
        "Exceeded rate limit of %d in %d_seconds"
            .formatted(verdict.limit(), verdict.windowSeconds());
    return ApiError.of(429, "rate_limit_exceeded", message).answer(requestId);
  }
}
