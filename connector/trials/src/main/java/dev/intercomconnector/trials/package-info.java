/** What is run for its figures, and what it runs in. */
@NullMarked
package dev.intercomconnector.trials;

import org.jspecify.annotations.NullMarked;
