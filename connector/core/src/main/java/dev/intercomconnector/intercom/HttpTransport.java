package dev.intercomconnector.intercom;

import java.time.Duration;

/**
 * The way to Intercom for one workspace: {@link OkHttpTransport} in production, and in tests
 * whatever answers like Intercom. Adds the credentials and the API version by itself.
 */
public interface HttpTransport {

  /**
   * Makes one exchange on the calling thread. The request is written at most once and no redirect
   * is followed: whether a request may be sent again is not decided here.
   *
   * @param limit for the whole exchange; nothing is written after it
   */
  Reply exchange(HttpRequest request, Duration limit);
}
