/** The worker's jar on a real broker. */
@NullMarked
package dev.intercomconnector.worker.broker;

import org.jspecify.annotations.NullMarked;
