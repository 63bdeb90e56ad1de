package dev.intercomconnector.worker.schedule;

import java.util.function.Supplier;

/**
 * Something that can happen next.
 *
 * @param words for whoever reads the schedule
 */
record Step(Kind kind, Supplier<String> words, Runnable action) {

  enum Kind {
    /** The world as it should be. */
    USUAL,
    /** What went wrong before arrives after all. */
    LATE,
    /** Something goes wrong. */
    FAULT
  }

  static Step usual(Supplier<String> words, Runnable action) {
    return new Step(Kind.USUAL, words, action);
  }

  static Step fault(Supplier<String> words, Runnable action) {
    return new Step(Kind.FAULT, words, action);
  }

  boolean isFault() {
    return kind == Kind.FAULT;
  }

  boolean isLate() {
    return kind == Kind.LATE;
  }
}
