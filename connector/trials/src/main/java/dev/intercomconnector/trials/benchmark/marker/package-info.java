/** What it costs to write in the engine that a send was begun. */
@NullMarked
package dev.intercomconnector.trials.benchmark.marker;

import org.jspecify.annotations.NullMarked;
