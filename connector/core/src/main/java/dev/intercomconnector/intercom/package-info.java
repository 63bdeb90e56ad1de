/** Intercom's API: the connection, the requests, the answers, and what can come of a call. */
@NullMarked
package dev.intercomconnector.intercom;

import org.jspecify.annotations.NullMarked;
