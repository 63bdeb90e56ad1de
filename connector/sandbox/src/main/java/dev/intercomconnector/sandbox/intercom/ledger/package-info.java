/** A record of every request that reached the double. */
@NullMarked
package dev.intercomconnector.sandbox.intercom.ledger;

import org.jspecify.annotations.NullMarked;
