/**
 * Programs that run beside this JVM, each a process of its own that can be killed and suspended.
 */
@NullMarked
package dev.intercomconnector.testengine.process;

import org.jspecify.annotations.NullMarked;
