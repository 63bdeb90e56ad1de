package dev.intercomconnector.intercom;

import static dev.intercomconnector.intercom.IntercomServer.TOKEN;
import static dev.intercomconnector.intercom.IntercomServer.createMessage;
import static dev.intercomconnector.intercom.IntercomServer.value;
import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.OkHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes of a request as a server reads them from its socket. */
class RequestBytesTest {

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void aMessageIsOneRequestThatSaysHowLongItIs(ApiVersion version) throws Exception {
    String message = "{\"message_type\":\"inapp\",\"body\":\"Grüße, 你好 🙂\"}";
    try (var server =
        new RawServer(
            peer -> {
              peer.read();
              peer.answer("{\"id\": \"1\"}");
            })) {
      var client =
          IntercomServer.client(
              new Connection(
                  server.baseUrl(),
                  new AccessToken(TOKEN),
                  version,
                  "inapp",
                  IntercomServer.PATIENT),
              new OkHttpClient());

      assertThat(value(createMessage(client, message)).id()).isEqualTo("1");

      assertThat(server.requests()).hasSize(1);
      String[] request = server.requests().getFirst().split("\r\n\r\n", 2);
      assertThat(request[0].lines())
          .containsExactlyInAnyOrder(
              "POST /messages HTTP/1.1",
              "Host: " + server.baseUrl().getAuthority(),
              "Authorization: Bearer " + TOKEN,
              "Intercom-Version: " + version,
              "Content-Type: application/json",
              "Content-Length: 54",
              "Accept: application/json",
              "Accept-Encoding: gzip",
              "Connection: Keep-Alive",
              "User-Agent: intercom-connector-camunda/dev");
      assertThat(request[1]).isEqualTo(message);
    }
  }
}
