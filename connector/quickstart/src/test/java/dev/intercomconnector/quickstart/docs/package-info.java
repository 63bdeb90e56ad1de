/** Holds the README against the code. */
@NullMarked
package dev.intercomconnector.quickstart.docs;

import org.jspecify.annotations.NullMarked;
