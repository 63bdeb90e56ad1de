package dev.intercomconnector.camundaruntime;

import io.camunda.connector.api.secret.SecretContext;
import io.camunda.connector.api.secret.SecretProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A secret provider such as an operator adds to the runtime: each secret is a file, so it can
 * change while the runtime runs. The folder is named by the system property {@code secrets.folder}.
 */
public final class SecretsInAFolder implements SecretProvider {

  @Override
  public @Nullable String getSecret(String name, SecretContext context) {
    String folder = System.getProperty("secrets.folder");
    if (folder == null) {
      return null;
    }
    Path secret = Path.of(folder).resolve(name);
    try {
      return Files.exists(secret) ? Files.readString(secret) : null;
    } catch (IOException e) {
      throw new IllegalStateException("The secret store is closed, says " + name, e);
    }
  }
}
