/** Workers at Intercom's rate limit: how much of it they use, and how often they run into it. */
@NullMarked
package dev.intercomconnector.trials.benchmark.pacing;

import org.jspecify.annotations.NullMarked;
