/** The worker's jar on a real broker. */
@NullMarked
package dev.intercomconnector.sandbox.broker;

import org.jspecify.annotations.NullMarked;
