package dev.intercomconnector.trials.faults;

import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.control.SandboxControl;
import dev.intercomconnector.intercomdouble.fault.FaultEffect;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.ClosePoint;
import dev.intercomconnector.intercomdouble.fault.FaultEffect.When;
import dev.intercomconnector.intercomdouble.fault.FaultRule;
import dev.intercomconnector.intercomdouble.ledger.LedgerEntry;
import dev.intercomconnector.testengine.process.Relay;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Makes the trouble: in rounds, each with every kind of it in random order. */
final class Trouble {

  /** What is done to the installation, beside the single answers that go wrong. */
  enum Kind {
    WORKER_KILLED,
    WORKER_SUSPENDED,
    ENGINE_LINK_CUT,
    INTERCOM_LINK_CUT,
    CONNECTIONS_REFUSED,
    RATE_LIMITED,
    TOKEN_ROTATED,
    ENGINE_SUSPENDED,
    ENGINE_KILLED,
    ENGINE_RESTARTED
  }

  /** Look-ups and searches fail so much oftener than sends: they harm nobody by themselves. */
  private static final int OFTENER = 4;

  private static final String CONTACTS = "/contacts/search";
  private static final String CONVERSATIONS = "/conversations/search";
  private static final String POST = "POST";
  private static final String MESSAGES = "/messages";
  private static final FaultEffect UNAVAILABLE = FaultEffect.Answer.status(503, When.BEFORE);
  private static final Duration LONGEST_BURST = Duration.ofMillis(500);

  /** Enough for each worker to have some of them. */
  private static final int UNDER_WAY = 6;

  /** Shorter than a call's time limit. */
  private static final Duration LONG_ANSWER = Duration.ofMillis(1_500);

  /** Longer than that. */
  private static final Duration TOO_LONG_ANSWER = Duration.ofSeconds(4);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_REFUSAL = Duration.ofMillis(400);
  private static final int MOST_MILLIS_LATER = 60;

  private final Plan plan;
  private final SuiteEngine engine;
  private final SandboxControl intercom;
  private final TokenRotation token;
  private final Crew crew;
  private final Driver driver;
  private final RetryingOperator operator;
  private final Random random;
  private final Map<Kind, Integer> done = new EnumMap<>(Kind.class);

  Trouble(
      Plan plan,
      SuiteEngine engine,
      SandboxControl intercom,
      TokenRotation token,
      Crew crew,
      Driver driver,
      RetryingOperator operator) {
    this.plan = plan;
    this.engine = engine;
    this.intercom = intercom;
    this.token = token;
    this.crew = crew;
    this.driver = driver;
    this.operator = operator;
    this.random = new Random(plan.seed());
  }

  /** Lets single answers go wrong from now on. */
  void breakAnswers() {
    for (FaultEffect effect :
        List.of(
            FaultEffect.Answer.status(503, When.AFTER),
            new FaultEffect.Close(ClosePoint.AFTER),
            new FaultEffect.Close(ClosePoint.UNREAD))) {
      intercom.addFault(FaultRule.sometimes(plan.faultShare(), POST, MESSAGES, effect));
    }
    for (String search : List.of(CONTACTS, CONVERSATIONS)) {
      intercom.addFault(
          FaultRule.sometimes(OFTENER * plan.faultShare(), POST, search, UNAVAILABLE));
    }
  }

  /**
   * Goes on, for one round at least, until there is nothing left to be troubled. Between two
   * troubles no link is cut and no replica suspended: that is when the operator acts.
   */
  void make(BooleanSupplier enough) throws IOException, InterruptedException {
    do {
      for (Kind kind : round()) {
        pause();
        make(kind);
        done.merge(kind, 1, Integer::sum);
      }
      pause();
    } while (!enough.getAsBoolean());
  }

  private void pause() throws InterruptedException {
    Thread.sleep((long) (plan.pause().toMillis() * (0.5 + random.nextDouble())));
    operator.act(driver.instanceByKey());
  }

  /** How often each trouble was made. */
  Map<Kind, Integer> done() {
    return done;
  }

  private List<Kind> round() {
    List<Kind> round =
        new ArrayList<>(
            List.of(
                Kind.WORKER_KILLED,
                Kind.WORKER_KILLED,
                Kind.WORKER_SUSPENDED,
                Kind.ENGINE_LINK_CUT,
                Kind.INTERCOM_LINK_CUT,
                Kind.CONNECTIONS_REFUSED,
                Kind.RATE_LIMITED,
                Kind.TOKEN_ROTATED));
    List<Kind> toTheEngine = engine.troubles();
    if (!toTheEngine.isEmpty()) {
      round.add(toTheEngine.get(random.nextInt(toTheEngine.size())));
    }
    round.removeIf(kind -> !plan.troubles().contains(kind));
    Collections.shuffle(round, random);
    return round;
  }

  private void make(Kind kind) throws IOException, InterruptedException {
    switch (kind) {
      case WORKER_KILLED -> {
        awaitUnderWay(MESSAGES, LONG_ANSWER);
        crew.any(random).kill();
      }
      case WORKER_SUSPENDED -> {
        Replica replica = crew.any(random);
        awaitUnderWay(MESSAGES, LONG_ANSWER);
        replica.suspend();
        Thread.sleep(Plan.PAST_THE_LEASE);
        replica.resume();
      }
      case ENGINE_LINK_CUT -> {
        Relay link = crew.any(random).toEngine();
        awaitUnderWay(MESSAGES, LONG_ANSWER);
        // These fail while the link is cut, so the commands that give the jobs back arrive late.
        awaitUnderWay(CONTACTS, TOO_LONG_ANSWER);
        cut(link);
      }
      case INTERCOM_LINK_CUT -> cut(crew.any(random).toIntercom());
      case CONNECTIONS_REFUSED -> {
        Relay link = crew.any(random).toIntercom();
        link.refuse();
        Thread.sleep(random.nextLong(LONGEST_REFUSAL.toMillis()));
        link.accept();
      }
      case TOKEN_ROTATED -> token.rotate();
      case RATE_LIMITED -> {
        Behaviour usual = intercom.behaviour();
        intercom.behave(usual.withRateLimit(1));
        Thread.sleep(LONGEST_BURST);
        intercom.behave(usual);
      }
      case ENGINE_SUSPENDED -> driver.pauseFor(engine::suspend);
      case ENGINE_KILLED -> driver.pauseFor(engine::kill);
      case ENGINE_RESTARTED -> driver.pauseFor(engine::restart);
    }
  }

  /** Holds back what is written meanwhile; it arrives when this returns, its sender or not. */
  private void cut(Relay link) throws InterruptedException {
    long usual = Plan.PAST_THE_LEASE.toMillis();
    link.cut();
    Thread.sleep(random.nextLong(usual / 3, usual + usual / 3));
    link.mend();
  }

  /** Returns when some requests are executed and not yet answered, or after a while without any. */
  private void awaitUnderWay(String path, Duration answer) throws InterruptedException {
    List<LedgerEntry> all = intercom.ledger();
    long last = all.isEmpty() ? 0 : all.getLast().sequence();
    intercom.addFault(FaultRule.times(UNDER_WAY, POST, path, new FaultEffect.Stall(answer)));
    long start = System.nanoTime();
    while (System.nanoTime() - start < LONGEST_WAIT.toNanos()
        && intercom.ledgerSince(last).stream()
                .filter(entry -> "stall".equals(entry.fault()) && entry.path().equals(path))
                .filter(entry -> entry.stored() != null || !path.equals(MESSAGES))
                .count()
            < UNDER_WAY) {
      Thread.sleep(1);
    }
    Thread.sleep(random.nextInt(MOST_MILLIS_LATER));
  }
}
