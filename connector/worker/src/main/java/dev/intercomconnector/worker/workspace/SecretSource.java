package dev.intercomconnector.worker.workspace;

import org.jspecify.annotations.Nullable;

/** Where a task's {@code accessToken} may come from: the secrets of the connector runtime. */
public interface SecretSource {

  /** Of the stand-alone worker, which takes tokens from its own configuration only. */
  SecretSource NONE = (name, tenant) -> null;

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
