/** An in-memory Zeebe engine that only this machine can reach, and what happened in it. */
@NullMarked
package dev.intercomconnector.testengine;

import org.jspecify.annotations.NullMarked;
