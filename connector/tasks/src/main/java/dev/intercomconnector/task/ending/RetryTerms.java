package dev.intercomconnector.task.ending;

import java.util.Map;

/**
 * What decides, beside the failure itself, how a failed delivery goes on.
 *
 * @param retries of the job, as the designer set them and earlier failures left them
 * @param headers of the task: {@code retryBackoff}, {@code errorExpression}
 */
public record RetryTerms(int retries, Map<String, String> headers, RetryState state) {

  public RetryTerms with(RetryState next) {
    return new RetryTerms(retries, headers, next);
  }
}
