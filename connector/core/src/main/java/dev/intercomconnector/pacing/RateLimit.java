package dev.intercomconnector.pacing;

import java.time.Duration;

/**
 * What an answer says of the rate limit, in its X-RateLimit headers.
 *
 * @param limit calls that the workspace may make in a window
 * @param remaining calls that are left of them
 * @param reset epoch seconds, by Intercom's clock, at which the window ends; here it only tells one
 *     window from another
 * @param untilReset how long the window lasts yet; too long by up to a second, since Intercom's
 *     times have whole seconds
 */
public record RateLimit(int limit, int remaining, long reset, Duration untilReset) {}
