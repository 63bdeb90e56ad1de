package dev.intercomconnector.intercom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * One request, written at most once, and what came back. Never repeats and never follows a
 * redirect: whether a request may be sent again is not decided here.
 */
final class Wire {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType JSON_TYPE = MediaType.get("application/json");
  private static final String USER_AGENT = "intercom-connector-camunda/" + version();

  private final Connection connection;
  private final HttpUrl base;
  private final OkHttpClient http;
  private final InstantSource clock;

  Wire(Connection connection, OkHttpClient shared, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
    this.base = HttpUrl.get(connection.baseUrl().toString());
    OkHttpClient.Builder http = shared.newBuilder();
    // An interceptor may repeat a request, and nothing in here could tell.
    http.interceptors().clear();
    http.networkInterceptors().clear();
    this.http =
        http.addNetworkInterceptor(this::inTime)
            .addNetworkInterceptor(Wire::withoutInvitation)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(connection.timeouts().connect())
            .readTimeout(connection.timeouts().read())
            .writeTimeout(connection.timeouts().read())
            .eventListenerFactory(call -> new Begun())
            .build();
  }

  /** Path segments are encoded; {@code query} is name, value, name, value. */
  HttpUrl url(String path, String... query) {
    HttpUrl.Builder url = base.newBuilder();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        url.addEncodedPathSegment(segment);
      }
    }
    for (int i = 0; i < query.length; i += 2) {
      url.addQueryParameter(query[i], query[i + 1]);
    }
    return url.build();
  }

  Reply get(HttpUrl url, Duration limit) {
    return execute(request(url).get().build(), limit);
  }

  Reply post(HttpUrl url, JsonNode body, Duration limit) {
    return execute(request(url).post(new OneShot(body.toString())).build(), limit);
  }

  private Request.Builder request(HttpUrl url) {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .tag(AtomicBoolean.class, new AtomicBoolean())
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("Intercom-Version", connection.version().header())
            .header("User-Agent", USER_AGENT);
    AccessToken token = connection.token();
    return token == null ? request : request.header("Authorization", "Bearer " + token.value());
  }

  private Reply execute(Request request, Duration limit) {
    Instant end = clock.instant().plus(limit);
    Call call = http.newCall(request.newBuilder().tag(Instant.class, end).build());
    // A machine that was suspended may come back past the limit, and zero would mean none.
    call.timeout().timeout(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
    try (Response response = call.execute()) {
      return new Reply.Answer(response.code(), response.headers(), json(response.body().string()));
    } catch (IOException e) {
      AtomicBoolean begun = request.tag(AtomicBoolean.class);
      return new Reply.NoAnswer(e, begun == null || begun.get());
    }
  }

  /**
   * A process that was suspended while it connected may find its job's lease over when it goes on,
   * and OkHttp's own time limit may be noticed too late: so nothing is written past the limit.
   */
  private Response inTime(Interceptor.Chain chain) throws IOException {
    Instant end = chain.request().tag(Instant.class);
    if (end != null && clock.instant().isAfter(end)) {
      throw new InterruptedIOException("the time for this call was over before it was written");
    }
    return chain.proceed(chain.request());
  }

  /** OkHttp follows a 503 with {@code Retry-After: 0} by itself and has no setting against it. */
  private static Response withoutInvitation(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    return response.code() == 503
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String version() {
    String version = Wire.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  /** Notes the moment from which a request may have been executed. */
  private static final class Begun extends EventListener {

    @Override
    public void requestHeadersStart(Call call) {
      AtomicBoolean begun = call.request().tag(AtomicBoolean.class);
      if (begun != null) {
        begun.set(true);
      }
    }
  }

  /** OkHttp writes such a body at most once, whatever happens to the connection. */
  private static final class OneShot extends RequestBody {

    private final String json;

    OneShot(String json) {
      this.json = json;
    }

    @Override
    public @Nullable MediaType contentType() {
      return JSON_TYPE;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.writeUtf8(json);
    }
  }
}
