package dev.intercomconnector.intercomdouble.api;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** A new request id for every answer. */
final class RequestIds {
  private final RandomGenerator random;

  RequestIds(RandomGenerator random) {
    this.random = random;
  }

  synchronized String next() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
