/** What it costs and how fast it goes: programs that are started by hand, one table each. */
@NullMarked
package dev.intercomconnector.trials.benchmark;

import org.jspecify.annotations.NullMarked;
