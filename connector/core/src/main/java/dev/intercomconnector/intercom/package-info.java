/**
 * Intercom's API: how it is reached, what it takes, what it answers and what can come of a call.
 */
@NullMarked
package dev.intercomconnector.intercom;

import org.jspecify.annotations.NullMarked;
