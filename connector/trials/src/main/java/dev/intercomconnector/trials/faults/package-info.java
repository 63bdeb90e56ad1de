/**
 * The fault suite: workers that are killed and suspended, an Intercom that fails and an engine that
 * is restarted, and at the end a count of what was sent, by business key.
 */
@NullMarked
package dev.intercomconnector.trials.faults;

import org.jspecify.annotations.NullMarked;
