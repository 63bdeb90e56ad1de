@NullMarked
package dev.intercomconnector.sandbox.faults;

import org.jspecify.annotations.NullMarked;
