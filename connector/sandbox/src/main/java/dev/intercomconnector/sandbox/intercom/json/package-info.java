/** JSON in and out of the double. */
@NullMarked
package dev.intercomconnector.sandbox.intercom.json;

import org.jspecify.annotations.NullMarked;
