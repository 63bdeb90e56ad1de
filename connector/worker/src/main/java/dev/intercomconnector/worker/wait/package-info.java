/** Jobs of {@code intercom-find-conversation}, answered at once or after days. */
@NullMarked
package dev.intercomconnector.worker.wait;

import org.jspecify.annotations.NullMarked;
