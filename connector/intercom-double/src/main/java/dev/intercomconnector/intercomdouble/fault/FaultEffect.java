package dev.intercomconnector.intercomdouble.fault;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes wrong with a request. */
public sealed interface FaultEffect {

  /** The effect's name in the control API and in the ledger. */
  String word();

  /** Whether Intercom executes the request and the answer is lost, or does not get that far. */
  enum When {
    BEFORE,
    AFTER
  }

  /** Where a connection is closed. */
  enum ClosePoint {
    /** Before the request's body is read. */
    UNREAD,
    /** Once the body is read; the request is not executed. */
    BEFORE,
    /** Once the request is executed. */
    AFTER
  }

  /**
   * Another answer in the place of Intercom's, as from a proxy in between.
   *
   * @param body null for an error list of Intercom's kind
   */
  record Answer(
      int status, When when, Map<String, String> headers, @Nullable String body, String contentType)
      implements FaultEffect {

    /** An answer with an error list. */
    public static Answer status(int status, When when) {
      return new Answer(status, when, Map.of(), null, "application/json");
    }

    public Answer withHeaders(Map<String, String> changed) {
      return new Answer(status, when, changed, body, contentType);
    }

    public Answer withBody(String changed, String type) {
      return new Answer(status, when, headers, changed, type);
    }

    @Override
    public String word() {
      return "status";
    }
  }

  /** No answer at all, but the end of the connection. */
  record Close(ClosePoint at) implements FaultEffect {
    @Override
    public String word() {
      return "close";
    }
  }

  /** Executed; the answer's headers and half its body, then the end of the connection. */
  record HalfResponse() implements FaultEffect {
    @Override
    public String word() {
      return "halfResponse";
    }
  }

  /**
   * Executed; nothing is answered until the time is over, measured in real time.
   *
   * @param duration null for ever: until the faults are cleared, which ends the connection
   */
  record Stall(@Nullable Duration duration) implements FaultEffect {
    @Override
    public String word() {
      return "stall";
    }
  }

  /** Waits, in real time, and then serves the request normally. */
  record Delay(Duration duration) implements FaultEffect {
    @Override
    public String word() {
      return "delay";
    }
  }

  /** 429 with the headers of a used-up window; not executed. */
  record RateLimited() implements FaultEffect {
    @Override
    public String word() {
      return "rateLimited";
    }
  }
}
