/**
 * The fault suite: replicas that are killed, suspended and cut off, an Intercom that fails and an
 * engine that stands still, and at the end a count of what was sent, by business key.
 */
@NullMarked
package dev.intercomconnector.trials.faults;

import org.jspecify.annotations.NullMarked;
