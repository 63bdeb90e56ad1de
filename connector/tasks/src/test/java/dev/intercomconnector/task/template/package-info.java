@NullMarked
package dev.intercomconnector.task.template;

import org.jspecify.annotations.NullMarked;
