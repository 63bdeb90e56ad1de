/** Jobs of {@code intercom-send-message}: each message is sent once, or somebody is told. */
@NullMarked
package dev.intercomconnector.worker.send;

import org.jspecify.annotations.NullMarked;
