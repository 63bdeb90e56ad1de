package dev.intercomconnector.intercom;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The client secret of an Intercom app, which signs its webhooks. {@code toString} hides it. */
public record ClientSecret(String value) {

  private static final Pattern SIGNATURE = Pattern.compile("sha1=([0-9a-fA-F]{40})");

  public ClientSecret {
    value = value.strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("the client secret is empty");
    }
  }

  /**
   * Whether Intercom signed a notification with this secret. Compares in constant time.
   *
   * @param body as it arrived, byte by byte
   * @param signature the header X-Hub-Signature: {@code sha1=} and the HMAC-SHA1 of the body in 40
   *     hexadecimal digits; null where there is none
   */
  public boolean hasSigned(byte[] body, @Nullable String signature) {
    var given = SIGNATURE.matcher(signature == null ? "" : signature);
    return given.matches()
        && MessageDigest.isEqual(sign(body), HexFormat.of().parseHex(given.group(1)));
  }

  private byte[] sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA1", e);
    }
  }

  @Override
  public String toString() {
    return "ClientSecret[***]";
  }
}
