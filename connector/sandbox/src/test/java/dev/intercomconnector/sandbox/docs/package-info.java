/** Holds the README against the code. */
@NullMarked
package dev.intercomconnector.sandbox.docs;

import org.jspecify.annotations.NullMarked;
