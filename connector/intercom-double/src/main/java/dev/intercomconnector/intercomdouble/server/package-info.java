/** The double's HTTP server: from the socket to the endpoints and back, faults included. */
@NullMarked
package dev.intercomconnector.intercomdouble.server;

import org.jspecify.annotations.NullMarked;
