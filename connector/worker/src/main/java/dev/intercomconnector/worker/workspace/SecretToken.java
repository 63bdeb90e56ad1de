package dev.intercomconnector.worker.workspace;

import dev.intercomconnector.intercom.AccessToken;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An access token that is a secret of the connector runtime. It is asked for again with each job
 * and each regular check, so one that was replaced counts without a restart. While the secrets
 * cannot be asked, the last token goes on to be used.
 */
final class SecretToken implements TokenSource {

  private final SecretSource secrets;
  private final String name;
  private final String tenant;
  private volatile @Nullable AccessToken last;

  /**
   * @param name of the secret
   * @param tenant of the jobs that name it
   */
  SecretToken(SecretSource secrets, String name, String tenant) {
    this.secrets = secrets;
    this.name = name;
    this.tenant = tenant;
  }

  /** Asks for the secret as it is now. */
  Outcome<AccessToken> read() {
    String secret;
    try {
      secret = secrets.secret(name, tenant);
    } catch (RuntimeException e) {
      // By its kind only: what the message says may hold anything.
      return Outcome.failed(
          new Failure.NotExecuted(
              new Problem(
                  ErrorCode.INTERCOM_UNAVAILABLE,
                  "The runtime's secrets cannot be asked for '%s' at present (%s)."
                      .formatted(name, e.getClass().getSimpleName()),
                  "It is tried again; if it goes on, look at the runtime's secret provider.")));
    }
    if (secret == null || secret.isBlank()) {
      last = null;
      return Outcome.rejected(
          ErrorCode.INTERCOM_INVALID_REQUEST,
          "The connector runtime has no secret '%s'.".formatted(name),
          "Add it to the runtime's secrets, or correct the name in 'accessToken'.");
    }
    try {
      AccessToken token = new AccessToken(secret);
      last = token;
      return Outcome.done(token);
    } catch (IllegalArgumentException e) {
      return Outcome.rejected(
          ErrorCode.INTERCOM_INVALID_REQUEST,
          "The secret '%s' cannot be used: %s.".formatted(name, e.getMessage()),
          "Correct the secret.");
    }
  }

  @Override
  public AccessToken token() {
    return AccessToken.changing(
        () -> {
          AccessToken known = last;
          return known == null ? new AccessToken("none") : known;
        });
  }

  @Override
  public Optional<String> problem() {
    return switch (read()) {
      case Outcome.Done<AccessToken> done -> Optional.empty();
      case Outcome.Failed<AccessToken> failed -> Optional.of(failed.failure().problem().summary());
    };
  }

  @Override
  public boolean isKnown() {
    return last != null;
  }
}
