/** JSON in and out of the double. */
@NullMarked
package dev.intercomconnector.intercomdouble.json;

import org.jspecify.annotations.NullMarked;
