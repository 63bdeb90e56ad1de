/** A record of every request that reached the double. */
@NullMarked
package dev.intercomconnector.intercomdouble.ledger;

import org.jspecify.annotations.NullMarked;
