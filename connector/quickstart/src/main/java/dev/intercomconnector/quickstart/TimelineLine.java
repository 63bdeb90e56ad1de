package dev.intercomconnector.quickstart;

import java.time.Instant;

/**
 * One line of a timeline.
 *
 * @param what the element's name, or who did something
 * @param detail may be empty
 */
record TimelineLine(Instant time, String what, String detail) {}
