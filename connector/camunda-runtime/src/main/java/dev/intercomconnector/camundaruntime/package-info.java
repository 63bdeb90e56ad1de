/** Camunda's own connector runtime as a process, for the tests of the plugin. */
@NullMarked
package dev.intercomconnector.camundaruntime;

import org.jspecify.annotations.NullMarked;
