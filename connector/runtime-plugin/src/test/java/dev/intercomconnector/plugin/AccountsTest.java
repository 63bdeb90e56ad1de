package dev.intercomconnector.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercom.AccessToken;
import java.time.InstantSource;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class AccountsTest {

  private final Accounts accounts =
      new Accounts(Settings.of(Map.of()), new OkHttpClient(), InstantSource.system());

  @Test
  void jobsThatBringTheSameTokenShareOneAccountAndSoItsRateLimit() {
    Account first = accounts.of(new AccessToken("one"));

    assertThat(accounts.of(new AccessToken("one"))).isSameAs(first);
    assertThat(accounts.of(new AccessToken("another"))).isNotSameAs(first);
  }
}
