/**
 * The forms that the tasks and events have in the modeler, as annotated records, and the program
 * that writes them to files.
 */
@NullMarked
package dev.intercomconnector.template;

import org.jspecify.annotations.NullMarked;
