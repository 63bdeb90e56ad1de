package dev.intercomconnector.intercom;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import okhttp3.ResponseBody;
import okio.BufferedSink;

/** HTTP by OkHttp, with its own repeats and redirects switched off. */
public final class OkHttpTransport implements HttpTransport {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType JSON_TYPE = MediaType.get("application/json");
  private static final String USER_AGENT = "intercom-connector-camunda/" + version();

  private final Connection connection;
  private final HttpUrl base;
  private final OkHttpClient http;
  private final InstantSource clock;

  /**
   * @param shared connection pool, dispatcher, proxy and certificates are taken from it, but not
   *     its interceptors
   */
  public OkHttpTransport(Connection connection, OkHttpClient shared, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
    this.base = HttpUrl.get(connection.baseUrl().toString());
    OkHttpClient.Builder http = shared.newBuilder();
    // An interceptor could repeat a request unseen.
    http.interceptors().clear();
    http.networkInterceptors().clear();
    this.http =
        http.addNetworkInterceptor(this::inTime)
            .addNetworkInterceptor(OkHttpTransport::withoutRetryAfter)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(connection.timeouts().connect())
            .readTimeout(connection.timeouts().read())
            .writeTimeout(connection.timeouts().read())
            .eventListenerFactory(call -> new Begun())
            .build();
  }

  @Override
  public Reply exchange(HttpRequest request, Duration limit) {
    Instant end = clock.instant().plus(limit);
    var begun = new AtomicBoolean();
    Call call =
        http.newCall(
            request(request).tag(Instant.class, end).tag(AtomicBoolean.class, begun).build());
    // A process that was suspended may go on when the time is over; zero would mean no limit.
    call.timeout().timeout(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
    try (Response response = call.execute()) {
      return new Reply.Answer(response.code(), response.headers(), json(response.body()));
    } catch (IOException e) {
      return new Reply.NoAnswer(e, begun.get());
    }
  }

  private Request.Builder request(HttpRequest request) {
    Request.Builder http =
        new Request.Builder()
            .url(url(request))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("Intercom-Version", connection.version().header())
            .header("User-Agent", USER_AGENT);
    AccessToken token = connection.token();
    if (token != null) {
      http.header("Authorization", "Bearer " + token.value());
    }
    JsonNode body = request.body();
    return http.method(request.method().name(), body == null ? null : new OneShot(body));
  }

  private HttpUrl url(HttpRequest request) {
    HttpUrl.Builder url = base.newBuilder();
    for (String segment : request.path().split("/", -1)) {
      if (!segment.isEmpty()) {
        url.addEncodedPathSegment(segment);
      }
    }
    request.query().forEach(url::addQueryParameter);
    return url.build();
  }

  /**
   * A process that was suspended while it connected may go on when its job's lease is over. OkHttp
   * may notice its own time limit too late, so this stops the request before its first byte.
   */
  private Response inTime(Interceptor.Chain chain) throws IOException {
    Instant end = chain.request().tag(Instant.class);
    if (end != null && clock.instant().isAfter(end)) {
      throw new InterruptedIOException("the time for this call was over before it was written");
    }
    return chain.proceed(chain.request());
  }

  /** OkHttp repeats after a 503 with {@code Retry-After: 0}, and has no setting against that. */
  private static Response withoutRetryAfter(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    return response.code() == 503
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }

  /** The status stands, whatever becomes of the body. */
  private static JsonNode json(ResponseBody body) {
    try {
      return JSON.readTree(body.string());
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static String version() {
    String version = OkHttpTransport.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  /** Notes that a request was begun: from here on it may have been executed. */
  private static final class Begun extends EventListener {

    @Override
    public void requestHeadersStart(Call call) {
      AtomicBoolean begun = call.request().tag(AtomicBoolean.class);
      if (begun != null) {
        begun.set(true);
      }
    }
  }

  /** OkHttp writes a one-shot body at most once, whatever happens to the connection. */
  private static final class OneShot extends RequestBody {

    private final byte[] json;

    OneShot(JsonNode body) {
      this.json = body.toString().getBytes(UTF_8);
    }

    @Override
    public MediaType contentType() {
      return JSON_TYPE;
    }

    @Override
    public long contentLength() {
      return json.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(json);
    }
  }
}
