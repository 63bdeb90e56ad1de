package dev.intercomconnector.worker.job;

/** A task's work on a job. */
public interface JobHandler {

  /** Does the work and returns how the delivery ends; sends nothing that ends it. */
  DeliveryEnd handle(Job job);
}
