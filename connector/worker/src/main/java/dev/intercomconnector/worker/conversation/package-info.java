/** What the worker comes to know of conversations. */
@NullMarked
package dev.intercomconnector.worker.conversation;

import org.jspecify.annotations.NullMarked;
