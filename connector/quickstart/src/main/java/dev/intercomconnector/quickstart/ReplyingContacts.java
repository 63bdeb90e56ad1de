package dev.intercomconnector.quickstart;

import dev.intercomconnector.intercomdouble.control.SandboxControl;
import dev.intercomconnector.testengine.EngineEvent;
import dev.intercomconnector.testengine.EngineEvent.Step;
import dev.intercomconnector.testengine.EngineHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Acts as the contacts who answer: once each, when the process has begun to wait for it. */
final class ReplyingContacts {
  private static final String WAITING = "wait-for-reply";

  private final EngineHistory history;
  private final SandboxControl intercom;
  private final ArrivedMessages messages;
  private final Map<Long, Reply> given = new ConcurrentHashMap<>();

  /** An answer that a contact gave. */
  record Reply(Instant time, String body) {}

  ReplyingContacts(EngineHistory history, SandboxControl intercom, ArrivedMessages messages) {
    this.history = history;
    this.intercom = intercom;
    this.messages = messages;
  }

  /** Lets the contact answer when the scenario says so and the time has come. */
  void answerWhenAsked(Onboarding onboarding) {
    String answer = onboarding.scenario().answer();
    List<ArrivedMessage> arrivals = messages.of(onboarding.contactId());
    if (answer == null || arrivals.isEmpty() || of(onboarding) != null || !isWaiting(onboarding)) {
      return;
    }
    given.put(onboarding.processInstance(), new Reply(Instant.now(), answer));
    intercom.contactReplies(arrivals.getFirst().message().id(), onboarding.contactId(), answer);
  }

  /** What the contact answered, or null as long as they have not. */
  @Nullable Reply of(Onboarding onboarding) {
    return given.get(onboarding.processInstance());
  }

  private boolean isWaiting(Onboarding onboarding) {
    return history.of(onboarding.processInstance()).stream()
        .anyMatch(
            event ->
                event instanceof EngineEvent.Element element
                    && element.id().equals(WAITING)
                    && element.step() == Step.ACTIVATED);
  }
}
