/**
 * Sharing Intercom's rate limit. Intercom allows a workspace {@code L} calls in each window of
 * length {@code W} and says in the headers of every answer how many of them are left. Several
 * workers share a workspace; each has a {@link dev.intercomconnector.pacing.Pacer} of its own,
 * which knows nothing but its own calls and those headers.
 *
 * <h2>Symbols</h2>
 *
 * <ul>
 *   <li>{@code R}: calls left of the limit, by the lowest number that any answer of this window has
 *       said, less our calls that no answer has counted yet
 *   <li>{@code t}: time until the window ends; {@code u}: time since the newest answer
 *   <li>{@code o}: our calls; {@code e}: the calls of all workers, which is by how much the
 *       remaining number fell from answer to answer. Both fade: they are halved at each new window.
 *       A limit that is always used up keeps {@code e} between {@code L} and {@code 2L}
 *   <li>{@code c}: what a worker claims beyond its part. For reads 0.05 L; for sends half of their
 *       share if that is more
 *   <li>{@code s}: the configured share of the limit that is kept for sends
 * </ul>
 *
 * <h2>The pace</h2>
 *
 * <p>One worker alone is to use up R calls evenly in the time t: a call each {@code t / R}. A
 * worker among others takes the part {@code p} of that:
 *
 * <pre>
 *   p        = (o + c) / (max(o, e) + c)
 *   interval = t / (p R)
 * </pre>
 *
 * <p><b>The limit is used up, and not exceeded.</b> Let P be the sum of the parts of all workers.
 * Together they make {@code P R / t} calls a second, so R falls by {@code dR/dt = -P R / t}, and
 * with T for the length of what is left of the window at first, {@code R = R0 (t / T)^P}. That
 * never falls below zero, and it reaches zero at the end of the window, whatever P is. A P of more
 * than 1 only makes the window's beginning faster than its end. What remains are calls that are
 * under way at the same time: at most as many as workers have calls in flight.
 *
 * <p><b>Equal hunger ends in equal parts.</b> Two workers with {@code o1 > o2} have {@code p1 - p2
 * = (o1 - o2) / (e + c)}. In the next window they make calls in the proportion of p1 to p2, so the
 * difference between their parts of all calls shrinks by the factor {@code e / (e + n c)} for n
 * workers. With four readers and e = L that is {@code 1 / 1.2}; a worker that comes new, with o =
 * 0, begins with {@code c / (e + c)}, about 5 % of the limit.
 *
 * <p><b>The others go on while we hear nothing.</b> During u the others make their part of the
 * calls, {@code dR/dt = -(1 - p) R / t}, so R is multiplied by {@code (t / (t + u))^(1 - p)}. Our
 * own calls of that time are known exactly.
 *
 * <p><b>Sends go ahead of reads.</b> Reads leave alone what sends at their share would need until
 * the window ends: instead of R they divide {@code R - s L min(1, t / W)}. As t gets shorter this
 * becomes less, so what sends did not take is free for reads in the end.
 *
 * <h2>Where a window begins and ends</h2>
 *
 * <p>The reset is in whole seconds, and so is the Date header by which the time until it is
 * counted. So each answer shows the end too late, by less than a second, and the earliest counts. W
 * is the shortest distance between two resets that was seen, since windows without a call lie
 * between others. All workers see a window begin at the same moment, so each makes its first call
 * at a random point of its first interval.
 */
@NullMarked
package dev.intercomconnector.pacing;

import org.jspecify.annotations.NullMarked;
