/** The sweep, on the double of Intercom and with a clock that is moved by hand. */
@NullMarked
package dev.intercomconnector.sandbox.waiting;

import org.jspecify.annotations.NullMarked;
