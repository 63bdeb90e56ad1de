package dev.intercomconnector.trials.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.trials.benchmark.marker.MarkerBenchmark;
import dev.intercomconnector.trials.benchmark.pacing.PacingBenchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs the benchmarks that {@code -Dbenchmark=NAME,...} names, or all, and writes the numbers of
 * each to {@code benchmark-NAME.json} in the directory of {@code -Dbenchmark.output}.
 */
public final class Benchmarks {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Benchmarks() {}

  private static List<Benchmark> all() {
    return List.of(
        new MarkerBenchmark(),
        new PacingBenchmark("pacing", Duration.ofSeconds(10)),
        new PacingBenchmark("pacing-short", Duration.ofSeconds(2)));
  }

  public static void main(String[] arguments) throws Exception {
    Set<String> wanted =
        List.of(System.getProperty("benchmark", "").split(",")).stream()
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    Set<String> known = all().stream().map(Benchmark::name).collect(Collectors.toSet());
    if (!known.containsAll(wanted)) {
      System.err.printf("The benchmarks are %s, but %s was asked for.%n", known, wanted);
      System.exit(2);
    }
    Path output = Files.createDirectories(Path.of(System.getProperty("benchmark.output", ".")));
    for (Benchmark benchmark : all()) {
      if (wanted.isEmpty() || wanted.contains(benchmark.name())) {
        System.out.printf("%n%s%n", benchmark.name());
        Path file = output.resolve("benchmark-%s.json".formatted(benchmark.name()));
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), benchmark.run());
        System.out.printf("The numbers are in %s.%n", file);
      }
    }
    // What was measured may have left threads behind.
    System.exit(0);
  }
}
