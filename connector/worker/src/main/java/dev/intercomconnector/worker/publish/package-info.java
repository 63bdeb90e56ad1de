/** What happens to conversations, as messages that processes can wait for. */
@NullMarked
package dev.intercomconnector.worker.publish;

import org.jspecify.annotations.NullMarked;
