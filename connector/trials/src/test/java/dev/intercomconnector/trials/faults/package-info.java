@NullMarked
package dev.intercomconnector.trials.faults;

import org.jspecify.annotations.NullMarked;
