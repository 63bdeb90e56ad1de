package dev.intercomconnector.pacing;

import java.time.Duration;

/**
 * The rate limit by the X-RateLimit headers of an answer.
 *
 * @param limit calls that the workspace may make in a window
 * @param remaining calls that are left in this window
 * @param reset epoch seconds, by Intercom's clock, at which the window ends; here it only tells one
 *     window from another
 * @param untilReset how long until the window ends; up to a second too long, since Intercom's times
 *     are whole seconds
 */
public record RateLimit(int limit, int remaining, long reset, Duration untilReset) {}
