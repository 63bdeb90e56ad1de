package dev.intercomconnector.plugin;

import dev.intercomconnector.intercom.AccessToken;
import dev.intercomconnector.intercom.Connection;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.OkHttpTransport;
import dev.intercomconnector.pacing.Pacer;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;

/** One account for each access token that jobs bring, all at the one configured address. */
final class Accounts {

  private static final int MOST = 100;

  private final Settings settings;
  private final OkHttpClient http;
  private final InstantSource clock;
  private final Map<String, Account> byToken =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Account> eldest) {
          return size() > MOST;
        }
      };

  Accounts(Settings settings, OkHttpClient http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.clock = clock;
  }

  synchronized Account of(AccessToken token) {
    return byToken.computeIfAbsent(
        token.value(), any -> new Account(client(settings.connection(token)), settings, clock));
  }

  private IntercomClient client(Connection connection) {
    return new IntercomClient(
        connection,
        new OkHttpTransport(connection, http, clock),
        new Pacer(
            Pacer.USUAL_SHARE_FOR_SENDS,
            clock,
            Thread::sleep,
            RandomGenerator.getDefault(),
            (priority, wait) -> {}),
        clock,
        Thread::sleep);
  }
}
