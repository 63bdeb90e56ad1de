package dev.intercomconnector.quickstart;

import dev.intercomconnector.testengine.EngineEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Takes both onboardings to their end, tells what happened, and says whether it is as expected. */
final class OnboardingTour {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Installation installation;
  private final PrintStream out;
  private final Duration limit;
  private final ArrivedMessages messages;
  private final ReplyingContacts contacts;

  /**
   * A tour through an installation.
   *
   * @param limit how long the onboardings may take together
   */
  OnboardingTour(Installation installation, PrintStream out, Duration limit) {
    this.installation = installation;
    this.out = out;
    this.limit = limit;
    this.messages = new ArrivedMessages(installation.intercom());
    this.contacts = new ReplyingContacts(installation.history(), installation.intercom(), messages);
  }

  /** Takes the tour; true if everything went as it should. */
  boolean take() throws InterruptedException {
    Instant start = Instant.now();
    List<Onboarding> onboardings =
        OnboardingScenario.both().stream().map(installation::onboard).toList();
    while (!finished(onboardings) && Instant.now().isBefore(start.plus(limit))) {
      onboardings.forEach(contacts::answerWhenAsked);
      Thread.sleep(PAUSE);
    }
    boolean good = true;
    for (Onboarding onboarding : onboardings) {
      good &= tell(onboarding, new Timeline(start));
    }
    return conclude(good, onboardings, Duration.between(start, Instant.now()));
  }

  private boolean finished(List<Onboarding> onboardings) {
    return onboardings.stream().allMatch(onboarding -> result(onboarding).finished());
  }

  private OnboardingResult result(Onboarding onboarding) {
    return OnboardingResult.of(onboarding, events(onboarding), messages.of(onboarding.contactId()));
  }

  private List<EngineEvent> events(Onboarding onboarding) {
    return installation.history().of(onboarding.processInstance());
  }

  private boolean tell(Onboarding onboarding, Timeline timeline) {
    OnboardingResult result = result(onboarding);
    OnboardingTimeline onboardingTimeline =
        new OnboardingTimeline(installation.intercom(), messages, contacts);
    out.println();
    out.print(
        timeline.block(
            "%s (process instance %d)"
                .formatted(onboarding.scenario().title(), onboarding.processInstance()),
            onboardingTimeline.lines(onboarding, events(onboarding))));
    if (result.asExpected()) {
      out.printf(
          "  Outcome: completed as expected, messages sent: %d.%n",
          onboarding.scenario().messages().size());
    } else {
      out.println("  Outcome: NOT as expected.");
      result.missing().forEach(sentence -> out.println("  - " + sentence));
    }
    return result.asExpected();
  }

  private boolean conclude(boolean good, List<Onboarding> onboardings, Duration took) {
    int expected = onboardings.stream().mapToInt(one -> one.scenario().messages().size()).sum();
    int sent = messages.all().size();
    out.println();
    if (good && sent == expected) {
      out.printf(
          "The quick start worked: %d onboardings, %d messages, each sent exactly once, in %d s.%n",
          onboardings.size(), sent, took.toSeconds());
      return true;
    }
    out.printf(
        "The quick start did NOT work after %d s: %d messages were expected and %d sent.%n",
        took.toSeconds(), expected, sent);
    return false;
  }
}
