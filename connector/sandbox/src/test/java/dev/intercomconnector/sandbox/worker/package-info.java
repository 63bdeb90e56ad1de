/** The job worker, a real engine and the Intercom double, together and over real sockets. */
@NullMarked
package dev.intercomconnector.sandbox.worker;

import org.jspecify.annotations.NullMarked;
