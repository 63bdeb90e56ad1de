package dev.intercomconnector.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.intercom.ApiVersion;
import dev.intercomconnector.intercom.Region;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void nothingSetIsTheAmericanRegionAndTheUsualVersion() {
    assertThat(Settings.of(Map.of()))
        .isEqualTo(
            new Settings(
                Region.US, URI.create("https://api.intercom.io"), ApiVersion.DEFAULT, null));
  }

  @Test
  void theNamesAreThoseOfTheJobWorker() {
    var settings =
        Settings.of(
            Map.of(
                "INTERCOM_REGION",
                "eu",
                "INTERCOM_API_VERSION",
                "2.11",
                "INTERCOM_DEFAULT_ADMIN",
                "ada@example.com"));

    assertThat(settings)
        .isEqualTo(
            new Settings(
                Region.EU,
                URI.create("https://api.eu.intercom.io"),
                ApiVersion.V2_11,
                new PersonKey.Email("ada@example.com")));
    assertThat(Settings.of(Map.of("INTERCOM_BASE_URL", "http://127.0.0.1:8089")).baseUrl())
        .isEqualTo(URI.create("http://127.0.0.1:8089"));
  }

  @Test
  void whatIsSetWronglyIsNamed() {
    assertThatThrownBy(() -> Settings.of(Map.of("INTERCOM_REGION", "mars")))
        .hasMessage(
            "The environment variable INTERCOM_REGION is set wrongly: 'mars' is not a region of"
                + " Intercom; use one of us, eu, au.");
    assertThatThrownBy(() -> Settings.of(Map.of("INTERCOM_BASE_URL", "api.example.com")))
        .hasMessageStartingWith("The environment variable INTERCOM_BASE_URL is set wrongly: ");
    assertThatThrownBy(() -> Settings.of(Map.of("INTERCOM_API_VERSION", "9.9")))
        .hasMessageStartingWith("The environment variable INTERCOM_API_VERSION is set wrongly: ");
  }
}
