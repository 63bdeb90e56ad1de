/** A real Zeebe broker as a process, for what the in-memory engine cannot show. */
@NullMarked
package dev.intercomconnector.testengine.broker;

import org.jspecify.annotations.NullMarked;
