package dev.intercomconnector.worker.schedule;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that can happen next.
 *
 * @param fault what goes wrong with it; null where nothing does
 * @param isLate whether it is the arrival of something that went wrong before
 * @param words for whoever reads the schedule
 */
record Step(@Nullable Fault fault, boolean isLate, Supplier<String> words, Runnable action) {

  static Step usual(Supplier<String> words, Runnable action) {
    return new Step(null, false, words, action);
  }

  static Step late(Supplier<String> words, Runnable action) {
    return new Step(null, true, words, action);
  }

  static Step of(@Nullable Fault fault, Supplier<String> words, Runnable action) {
    return new Step(fault, false, words, action);
  }

  boolean isFault() {
    return fault != null;
  }
}
