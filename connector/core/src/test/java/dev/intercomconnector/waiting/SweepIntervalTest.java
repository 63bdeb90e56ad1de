package dev.intercomconnector.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepIntervalTest {

  private final SweepInterval interval =
      new SweepInterval(Duration.ofSeconds(2), Duration.ofSeconds(4));

  @Test
  void pausesGrowByHalfUntilTheCeiling() {
    assertThat(interval.slower(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(3));
    assertThat(interval.slower(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(4));
    assertThat(interval.slower(Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void noPauseIsShorterThanTheFloor() {
    assertThat(interval.atLeastFloor(Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
    assertThat(interval.atLeastFloor(Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(9));
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT4S", "PT-1S, PT4S", "PT5S, PT4S"})
  void aFloorAboveTheCeilingOrWithoutLengthIsRefused(Duration floor, Duration ceiling) {
    assertThatThrownBy(() -> new SweepInterval(floor, ceiling))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the floor (" + floor + ")");
  }
}
