/** The worker's jar on a real broker. */
@NullMarked
package dev.intercomconnector.trials.broker;

import org.jspecify.annotations.NullMarked;
