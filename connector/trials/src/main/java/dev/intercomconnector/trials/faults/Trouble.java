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
    CONNECTIONS_REFUSED,
    RATE_LIMITED,
    ENGINE_SUSPENDED,
    ENGINE_KILLED,
    ENGINE_RESTARTED
  }

  private static final String POST = "POST";
  private static final String MESSAGES = "/messages";
  private static final Duration LONGEST_BURST = Duration.ofMillis(500);

  /** Enough for each worker to have some of them. */
  private static final int UNDER_WAY = 6;

  /** Shorter than a call's time limit. */
  private static final Duration LONG_ANSWER = Duration.ofMillis(1_500);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_REFUSAL = Duration.ofMillis(400);
  private static final int MOST_MILLIS_LATER = 60;

  private final Plan plan;
  private final SuiteEngine engine;
  private final SandboxControl intercom;
  private final Relay network;
  private final Crew crew;
  private final Driver driver;
  private final Random random;
  private final Map<Kind, Integer> done = new EnumMap<>(Kind.class);

  Trouble(
      Plan plan,
      SuiteEngine engine,
      SandboxControl intercom,
      Relay network,
      Crew crew,
      Driver driver) {
    this.plan = plan;
    this.engine = engine;
    this.intercom = intercom;
    this.network = network;
    this.crew = crew;
    this.driver = driver;
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
  }

  /** Goes on, for one round at least, until there is nothing left to be troubled. */
  void make(BooleanSupplier enough) throws IOException, InterruptedException {
    do {
      for (Kind kind : round()) {
        Thread.sleep((long) (plan.pause().toMillis() * (0.5 + random.nextDouble())));
        make(kind);
        done.merge(kind, 1, Integer::sum);
      }
    } while (!enough.getAsBoolean());
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
                Kind.CONNECTIONS_REFUSED,
                Kind.RATE_LIMITED));
    List<Kind> toTheEngine = engine.troubles();
    if (!toTheEngine.isEmpty()) {
      round.add(toTheEngine.get(random.nextInt(toTheEngine.size())));
    }
    Collections.shuffle(round, random);
    return round;
  }

  private void make(Kind kind) throws IOException, InterruptedException {
    switch (kind) {
      case WORKER_KILLED -> {
        awaitSendsUnderWay();
        crew.kill(random.nextInt(crew.size()));
      }
      case WORKER_SUSPENDED -> {
        int worker = random.nextInt(crew.size());
        awaitSendsUnderWay();
        crew.suspend(worker);
        Thread.sleep(Plan.SUSPENDED);
        crew.resume(worker);
      }
      case CONNECTIONS_REFUSED -> {
        network.refuse();
        Thread.sleep(random.nextLong(LONGEST_REFUSAL.toMillis()));
        network.accept();
      }
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

  /** Returns when some messages are stored and not yet answered, or after a while without any. */
  private void awaitSendsUnderWay() throws InterruptedException {
    List<LedgerEntry> all = intercom.ledger();
    long last = all.isEmpty() ? 0 : all.getLast().sequence();
    intercom.addFault(
        FaultRule.times(UNDER_WAY, POST, MESSAGES, new FaultEffect.Stall(LONG_ANSWER)));
    long start = System.nanoTime();
    while (System.nanoTime() - start < LONGEST_WAIT.toNanos()
        && intercom.ledgerSince(last).stream()
                .filter(entry -> "stall".equals(entry.fault()) && entry.stored() != null)
                .count()
            < UNDER_WAY) {
      Thread.sleep(1);
    }
    Thread.sleep(random.nextInt(MOST_MILLIS_LATER));
  }
}
