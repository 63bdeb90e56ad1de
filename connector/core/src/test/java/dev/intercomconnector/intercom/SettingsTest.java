package dev.intercomconnector.intercom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of a configuration. */
class SettingsTest {

  @ParameterizedTest
  @CsvSource({
    "us, https://api.intercom.io",
    "EU, https://api.eu.intercom.io",
    "' au ', https://api.au.intercom.io"
  })
  void eachRegionHasAHostOfItsOwn(String word, String host) {
    Connection connection = Connection.to(Region.parse(word), new AccessToken("t"));

    assertThat(connection.baseUrl()).isEqualTo(URI.create(host));
    assertThat(connection.version()).isEqualTo(ApiVersion.V2_14);
    assertThat(connection.inAppWord()).isEqualTo("inapp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "europe", "eu-west-1"})
  void anUnknownRegionIsRefusedWithTheKnownOnes(String word) {
    assertThatThrownBy(() -> Region.parse(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + word + "' is not a region of Intercom; use one of us, eu, au");
  }

  @ParameterizedTest
  @CsvSource({
    "US, US",
    "US, United States",
    "US, America",
    "EU, Europe",
    "EU, EU",
    "AU, Australia",
    "AU, au"
  })
  void aRegionIsKnownByWhatIntercomCallsIt(Region region, String name) {
    assertThat(Region.values()).filteredOn(one -> one.isCalled(name)).containsExactly(region);
  }

  @ParameterizedTest
  @EnumSource
  void aVersionIsReadAsItIsWritten(ApiVersion version) {
    assertThat(ApiVersion.parse(" " + version.header() + " ")).isEqualTo(version);
    assertThat(version).hasToString(version.header());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "2.17", "latest"})
  void anUnknownVersionIsRefusedWithTheKnownOnes(String word) {
    assertThatThrownBy(() -> ApiVersion.parse(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'"
                + word
                + "' is not a version of Intercom's API; use 1.0 to 1.4, 2.0 to 2.16, Unstable or"
                + " Preview");
  }

  @ParameterizedTest
  @CsvSource({
    "SEARCH, V1_4, V2_0",
    "CONVERSATION_WITHOUT_REPLY, V2_6, V2_7",
    "CONTACT_CONVERSATIONS, V1_4, V2_0",
    "CREATED_AT, V2_10, V2_11",
    "FIND_BY_EXTERNAL_ID, V2_12, V2_13",
    "RECIPIENT_LIST, V2_13, V2_14",
    "CC_AND_BCC, V2_13, V2_14",
    "WHATSAPP, V2_15, V2_16",
    "SMS, V2_16, PREVIEW"
  })
  void aFeatureBeginsWithAVersion(Feature feature, ApiVersion last, ApiVersion first) {
    assertThat(last.supports(feature)).isFalse();
    assertThat(first.supports(feature)).isTrue();
    assertThat(ApiVersion.UNSTABLE.supports(feature)).isTrue();
  }

  @Test
  void onlyTheVersionsBeforeTwoAreLegacy() {
    assertThat(ApiVersion.values())
        .filteredOn(ApiVersion::isLegacy)
        .extracting(ApiVersion::header)
        .containsExactly("1.0", "1.1", "1.2", "1.3", "1.4");
  }
}
