/** What waiting costs by the number of waits. */
@NullMarked
package dev.intercomconnector.trials.waits;

import org.jspecify.annotations.NullMarked;
