package dev.intercomconnector.worker.job;

import dev.intercomconnector.task.ending.JobEnd;

/** How a delivery of a job ends, and what it knows about the work that it began. */
public record DeliveryEnd(JobEnd end, KnownWork known) {

  public static DeliveryEnd of(JobEnd end) {
    return new DeliveryEnd(end, KnownWork.NOTHING);
  }
}
