package dev.intercomconnector.worker.schedule;

import java.util.Arrays;

/** A set of hashes that takes no more than twenty bytes for each: a deep search meets millions. */
final class LongSet {

  private long[] slots = new long[1 << 10];
  private int size;

  /** Whether the hash was not in the set before. Zero stands for an empty place, so it is one. */
  boolean add(long hash) {
    long value = hash == 0 ? 1 : hash;
    if (size * 5L > slots.length * 4L) {
      grow();
    }
    int place = place(slots, value);
    if (slots[place] == value) {
      return false;
    }
    slots[place] = value;
    size++;
    return true;
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    Arrays.stream(slots)
        .filter(value -> value != 0)
        .forEach(value -> larger[place(larger, value)] = value);
    slots = larger;
  }

  /** Where the value is, or belongs. */
  private static int place(long[] slots, long value) {
    int place = (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & (slots.length - 1);
    while (slots[place] != 0 && slots[place] != value) {
      place = (place + 1) & (slots.length - 1);
    }
    return place;
  }
}
