/** Waiting for what contacts do: any number of waits at the cost of one reader a workspace. */
@NullMarked
package dev.intercomconnector.waiting;

import org.jspecify.annotations.NullMarked;
