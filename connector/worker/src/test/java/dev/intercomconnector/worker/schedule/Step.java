package dev.intercomconnector.worker.schedule;

import java.util.function.Supplier;

/**
 * Something that can happen next.
 *
 * @param faults how much goes wrong with it: what costs nothing is the world as it should be
 * @param words for whoever reads the schedule
 */
record Step(int faults, Supplier<String> words, Runnable action) {

  static Step usual(Supplier<String> words, Runnable action) {
    return new Step(0, words, action);
  }

  static Step fault(Supplier<String> words, Runnable action) {
    return new Step(1, words, action);
  }
}
