package dev.intercomconnector.intercom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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

/** HTTP by OkHttp, with its own repeats and redirects switched off. */
public final class OkHttpTransport implements HttpTransport {

  private static final MediaType JSON_TYPE = MediaType.get("application/json");
  private static final String USER_AGENT = "intercom-connector-camunda/" + version();

  private final Connection connection;
  private final HttpUrl base;
  private final OkHttpClient http;
  private final InstantSource clock;
  private final AnswerReader answers = new AnswerReader();

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
        http.addNetworkInterceptor(this::watched)
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
    var progress = new Progress(clock.instant().plus(limit));
    AccessToken token = connection.token();
    String secret = token == null ? "" : token.value();
    Call call = http.newCall(request(request, secret).tag(Progress.class, progress).build());
    // A process that was suspended may go on when the time is over; zero would mean no limit.
    call.timeout().timeout(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
    var hidden = new HiddenText(secret);
    try (Response response = call.execute()) {
      JsonNode json =
          answers.read(response.body().source(), Duration.between(clock.instant(), progress.end));
      return new Reply.Answer(response.code(), hidden.in(response.headers()), hidden.in(json));
    } catch (IOException e) {
      Response head = progress.head;
      return head == null
          ? new Reply.NoAnswer(hidden.in(e), progress.begun)
          : new Reply.Answer(head.code(), hidden.in(head.headers()), MissingNode.getInstance());
    }
  }

  private Request.Builder request(HttpRequest request, String secret) {
    Request.Builder http =
        new Request.Builder()
            .url(url(request))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("Intercom-Version", connection.version().header())
            .header("User-Agent", USER_AGENT);
    if (!secret.isEmpty()) {
      http.header("Authorization", "Bearer " + secret);
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

  private Response watched(Interceptor.Chain chain) throws IOException {
    Progress progress = Objects.requireNonNull(chain.request().tag(Progress.class));
    // A process that was suspended while it connected may go on when its job's lease is over, and
    // OkHttp may notice its own time limit too late.
    if (clock.instant().isAfter(progress.end)) {
      throw new InterruptedIOException("the time for this call was over before it was written");
    }
    Response response = chain.proceed(chain.request());
    // The status stands, whatever becomes of the body: OkHttp drops a 407, too.
    progress.head = response;
    // OkHttp repeats after a 503 with "Retry-After: 0", and has no setting against that.
    return response.code() == 503
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }

  private static String version() {
    String version = OkHttpTransport.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  /** How far a request came. From its first byte on it may have been executed. */
  private static final class Progress {
    final Instant end;
    volatile boolean begun;
    volatile @Nullable Response head;

    Progress(Instant end) {
      this.end = end;
    }
  }

  private static final class Begun extends EventListener {

    @Override
    public void requestHeadersStart(Call call) {
      Objects.requireNonNull(call.request().tag(Progress.class)).begun = true;
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
