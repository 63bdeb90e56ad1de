package dev.intercomconnector.task.ending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff(new Random(1));

  @Test
  void pausesDoubleUpToTheCeilingAndScatterByAQuarter() {
    Duration floor = Duration.ofSeconds(2);
    Duration ceiling = Duration.ofMinutes(1);

    assertThat(backoff.growing(floor, ceiling, 0))
        .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(2));
    assertThat(backoff.growing(floor, ceiling, 3))
        .isBetween(Duration.ofSeconds(12), Duration.ofSeconds(16));
    assertThat(backoff.growing(floor, ceiling, 1000))
        .isBetween(Duration.ofSeconds(45), Duration.ofMinutes(1));
  }

  @Test
  void manyThatWaitForOneMomentReturnAtDifferentTimes() {
    Duration reset = Duration.ofSeconds(5);

    var returns = IntStream.range(0, 100).mapToObj(i -> backoff.after(reset)).distinct().toList();

    assertThat(returns).hasSizeGreaterThan(80);
    assertThat(returns)
        .allSatisfy(pause -> assertThat(pause).isBetween(reset, reset.plusSeconds(1)));
  }
}
