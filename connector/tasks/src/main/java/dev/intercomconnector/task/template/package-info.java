/** The forms that the two tasks have in the modeler, and the program that writes them to files. */
@NullMarked
package dev.intercomconnector.task.template;

import org.jspecify.annotations.NullMarked;
