/** What happens to conversations, as messages that processes can wait for. */
@NullMarked
package dev.intercomconnector.worker.publishing;

import org.jspecify.annotations.NullMarked;
