/** What one Intercom workspace holds: people, messages and the conversations they lead to. */
@NullMarked
package dev.intercomconnector.sandbox.intercom.workspace;

import org.jspecify.annotations.NullMarked;
