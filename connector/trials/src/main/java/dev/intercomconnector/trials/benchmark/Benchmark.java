package dev.intercomconnector.trials.benchmark;

import com.fasterxml.jackson.databind.JsonNode;

/** One question with numbers for an answer. */
public interface Benchmark {

  /** As {@code -Dbenchmark} and the file with the numbers call it. */
  String name();

  /**
   * Measures, and prints a table to standard output.
   *
   * @return the table's numbers, for the file
   */
  JsonNode run() throws Exception;
}
