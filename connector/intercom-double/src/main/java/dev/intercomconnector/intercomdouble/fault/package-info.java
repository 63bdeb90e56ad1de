/** Trouble on demand: errors, lost connections and slow answers. */
@NullMarked
package dev.intercomconnector.intercomdouble.fault;

import org.jspecify.annotations.NullMarked;
