package dev.intercomconnector.worker.send;

import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.worker.job.Job;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Counts what becomes of sends: {@code intercom.sends} by outcome, and {@code
 * intercom.reconciliations} by result.
 */
@Component
class SendMeter {

  private final MeterRegistry registry;

  SendMeter(MeterRegistry registry) {
    this.registry = registry;
  }

  /** How one delivery of a send ended. */
  enum Outcome {
    SENT,
    /** By an earlier delivery, whose result was known. */
    ALREADY_SENT,
    REJECTED,
    NOT_EXECUTED,
    NOT_YET,
    UNKNOWN;

    static Outcome of(Failure failure) {
      return switch (failure) {
        case Failure.Rejected rejected -> REJECTED;
        case Failure.NotExecuted notExecuted -> NOT_EXECUTED;
        case Failure.RateLimited limited -> NOT_YET;
        case Failure.ContactUnknown unknown -> NOT_YET;
        case Failure.OutcomeUnknown outcome -> UNKNOWN;
      };
    }
  }

  /** What looking for a message of unknown outcome came to. */
  enum Reconciled {
    FOUND,
    NOT_FOUND,
    AMBIGUOUS
  }

  void sent(Job job, Outcome outcome) {
    count(job, "intercom.sends", "outcome", outcome);
  }

  void reconciled(Job job, Reconciled result) {
    count(job, "intercom.reconciliations", "result", result);
  }

  private void count(Job job, String meter, String tag, Enum<?> value) {
    registry
        .counter(
            meter,
            tag,
            value.name().toLowerCase(Locale.ROOT),
            "template",
            job.task().headers().getOrDefault("elementTemplateId", "none"),
            "template.version",
            job.task().headers().getOrDefault("elementTemplateVersion", "none"))
        .increment();
  }
}
