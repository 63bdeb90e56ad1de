/**
 * A stateful double of Intercom's REST API, on a real socket, for tests and for trying things out.
 */
@NullMarked
package dev.intercomconnector.intercomdouble;

import org.jspecify.annotations.NullMarked;
