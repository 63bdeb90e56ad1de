/** Sending a message to a contact, or on behalf of one. */
@NullMarked
package dev.intercomconnector.message;

import org.jspecify.annotations.NullMarked;
