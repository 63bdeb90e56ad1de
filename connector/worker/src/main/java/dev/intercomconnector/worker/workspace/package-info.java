/** The configured Intercom workspaces and whether they can be used. */
@NullMarked
package dev.intercomconnector.worker.workspace;

import org.jspecify.annotations.NullMarked;
