/** The job worker: takes the jobs of the two task types and does what they ask for. */
@NullMarked
package dev.intercomconnector.worker;

import org.jspecify.annotations.NullMarked;
