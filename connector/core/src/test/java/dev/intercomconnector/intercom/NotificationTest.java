package dev.intercomconnector.intercom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {

  private static final byte[] BODY = "The quick brown fox jumps over the lazy dog".getBytes(UTF_8);

  /** A published HMAC-SHA1 of that body with the key "key". */
  private static final String DIGEST = "de7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9";

  private final ClientSecret secret = new ClientSecret("key");

  @Test
  void aBodySignedWithTheSecretIsKnown() {
    assertThat(secret.hasSigned(BODY, "sha1=" + DIGEST)).isTrue();
    assertThat(secret.hasSigned(BODY, "sha1=" + DIGEST.toUpperCase(Locale.ROOT))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha1=",
        DIGEST,
        "sha256=" + DIGEST,
        "sha1=de7c9b85b8b78aa6bc8a7a36f70a90701c9db4",
        "sha1=" + DIGEST + "00",
        "sha1=zz7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9",
        "sha1=ee7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9"
      })
  void anythingElseIsNot(String signature) {
    assertThat(secret.hasSigned(BODY, signature)).isFalse();
  }

  @Test
  void aChangedBodyOrAnotherSecretOrNoSignatureIsNot() {
    assertThat(secret.hasSigned("The quick brown fox".getBytes(UTF_8), "sha1=" + DIGEST)).isFalse();
    assertThat(new ClientSecret("kez").hasSigned(BODY, "sha1=" + DIGEST)).isFalse();
    assertThat(secret.hasSigned(BODY, null)).isFalse();
  }

  @Test
  void theSecretNeverShowsAndIsNeverEmpty() {
    assertThat(new ClientSecret("hush-hush")).asString().doesNotContain("hush");
    assertThatThrownBy(() -> new ClientSecret(" ")).hasMessage("the client secret is empty");
  }

  @Test
  void aConversationIsReadWhateverTheTopic() {
    Notification notification =
        Notification.read(
                """
                {"type": "notification_event", "id": "notif_1", "topic": "conversation.some.new",
                 "data": {"item": {"type": "conversation", "id": 7, "source": {"id": "19"},
                   "statistics": {"last_contact_reply_at": 1700000000}}}}
                """
                    .getBytes(UTF_8))
            .orElseThrow();

    assertThat(notification.id()).isEqualTo("notif_1");
    Conversation conversation = Objects.requireNonNull(notification.conversation());
    assertThat(conversation.messageId()).isEqualTo("19");
    assertThat(conversation.repliedAt()).hasToString("2023-11-14T22:13:20Z");
  }

  @Test
  void anotherItemIsNoConversationAlthoughItHasAnId() {
    Notification ping =
        Notification.read("{\"data\": {\"item\": {\"type\": \"ping\", \"id\": 1}}}".getBytes(UTF_8))
            .orElseThrow();

    assertThat(ping.conversation()).isNull();
    assertThat(ping.id()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "7", "{}", "{\"data\": {\"item\": 7}}"})
  void whatIsNoNotificationIsNotRead(String body) {
    assertThat(Notification.read(body.getBytes(UTF_8))).isEmpty();
  }
}
