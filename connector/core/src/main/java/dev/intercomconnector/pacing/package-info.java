/** Shares Intercom's rate limit: between sends and reads, and with workers that cannot be asked. */
@NullMarked
package dev.intercomconnector.pacing;

import org.jspecify.annotations.NullMarked;
