/** What one Intercom workspace holds: people, messages and the conversations they lead to. */
@NullMarked
package dev.intercomconnector.intercomdouble.workspace;

import org.jspecify.annotations.NullMarked;
