package dev.intercomconnector.worker.workspace;

import org.jspecify.annotations.Nullable;

/**
 * Where a task's {@code accessToken} may come from: the secrets of the connector runtime. The
 * stand-alone worker has none.
 */
public interface SecretSource {

  /**
   * Asks for a secret as it is now.
   *
   * @param name as in {@code {{secrets.NAME}}}
   * @param tenant of the job in Camunda
   * @return null where there is none of that name
   * @throws RuntimeException when the secrets cannot be asked at present
   */
  @Nullable String secret(String name, String tenant);
}
