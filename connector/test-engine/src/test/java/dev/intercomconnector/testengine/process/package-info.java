@NullMarked
package dev.intercomconnector.testengine.process;

import org.jspecify.annotations.NullMarked;
