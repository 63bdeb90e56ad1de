package dev.intercomconnector.trials.benchmark.marker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.IntercomDouble;
import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.testengine.EmbeddedEngine;
import dev.intercomconnector.testengine.Engine;
import dev.intercomconnector.testengine.GivenBroker;
import dev.intercomconnector.trials.benchmark.Benchmark;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Jobs a second with the marker and without it, side by side: the same jobs, engine, double and
 * number of jobs at a time, in turns. The worker itself cannot leave the marker out, so its
 * commands are given here one by one. Measured on the broker that {@link GivenBroker} finds,
 * otherwise on the in-memory engine.
 */
public final class MarkerBenchmark implements Benchmark {

  private static final int ROUNDS = 5;
  private static final int JOBS_ON_A_BROKER = 1_000;

  /** The in-memory engine frees nothing. */
  private static final int JOBS_IN_MEMORY = 250;

  private static final int NO_LIMIT = 10_000_000;

  @Override
  public String name() {
    return "marker";
  }

  @Override
  public JsonNode run() throws Exception {
    Path folder = Files.createTempDirectory("marker-benchmark");
    Optional<Engine> broker =
        GivenBroker.find(folder.resolve("data"), folder.resolve("broker.log"));
    if (broker.isPresent()) {
      try (Engine engine = broker.get()) {
        return measure("broker", engine.grpcAddress(), JOBS_ON_A_BROKER);
      }
    }
    try (EmbeddedEngine engine = EmbeddedEngine.start()) {
      return measure("in-memory engine", engine.grpcAddress(), JOBS_IN_MEMORY);
    }
  }

  private static JsonNode measure(String engine, URI address, int jobs) throws Exception {
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    var unlimited = DoubleSettings.usual().withBehaviour(Behaviour.usual().withRateLimit(NO_LIMIT));
    try (IntercomDouble intercom = IntercomDouble.start(unlimited);
        SendJobs sends = new SendJobs(address, URI.create(intercom.baseUrl()))) {
      // The first round only warms up.
      for (int round = 0; round <= ROUNDS; round++) {
        double bare = jobs / sends.drain(jobs, SendJobs.Marker.LEFT_OUT);
        double marked = jobs / sends.drain(jobs, SendJobs.Marker.WRITTEN);
        if (round > 0) {
          without.add(bare);
          with.add(marked);
        }
      }
    }
    double bare = median(without);
    double marked = median(with);
    System.out.printf(
        "On the %s, %d jobs a round, %d at a time, median of %d rounds in turns:%n",
        engine, jobs, SendJobs.AT_A_TIME, ROUNDS);
    System.out.printf("%-28s %8.0f jobs/s%n", "without the marker", bare);
    System.out.printf("%-28s %8.0f jobs/s%n", "with the marker", marked);
    System.out.printf("%-28s %8.2f%n", "ratio with/without", marked / bare);
    ObjectNode numbers = JsonNodeFactory.instance.objectNode();
    numbers.put("engine", engine).put("jobs", jobs).put("atATime", SendJobs.AT_A_TIME);
    numbers.put("jobsPerSecondWithout", bare).put("jobsPerSecondWith", marked);
    numbers.put("ratio", marked / bare);
    add(numbers.putArray("roundsWithout"), without);
    add(numbers.putArray("roundsWith"), with);
    return numbers;
  }

  private static void add(ArrayNode array, List<Double> values) {
    values.forEach(array::add);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
