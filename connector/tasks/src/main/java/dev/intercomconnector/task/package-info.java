/** The two tasks as a process designer sees them: what goes in, what comes out, what is refused. */
@NullMarked
package dev.intercomconnector.task;

import org.jspecify.annotations.NullMarked;
