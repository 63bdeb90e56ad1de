/** How a delivery of a job can end, and which end a failure leads to. */
@NullMarked
package dev.intercomconnector.task.ending;

import org.jspecify.annotations.NullMarked;
