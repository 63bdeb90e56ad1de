/** Trouble on demand: errors, lost connections and slow answers. */
@NullMarked
package dev.intercomconnector.sandbox.intercom.fault;

import org.jspecify.annotations.NullMarked;
