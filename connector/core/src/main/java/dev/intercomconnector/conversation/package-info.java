/** Finding the conversation that a message became. */
@NullMarked
package dev.intercomconnector.conversation;

import org.jspecify.annotations.NullMarked;
