/** The two tasks as functions of Camunda's connector runtime. */
@NullMarked
package dev.intercomconnector.plugin;

import org.jspecify.annotations.NullMarked;
