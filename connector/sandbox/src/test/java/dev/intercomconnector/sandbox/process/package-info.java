@NullMarked
package dev.intercomconnector.sandbox.process;

import org.jspecify.annotations.NullMarked;
