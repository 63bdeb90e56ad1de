package dev.intercomconnector.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * The main job, to be seen without an account or a cluster: {@code ./mvnw -Pquickstart}. The exit
 * code is 0 only if everything went as it should. With the system property {@code
 * quickstart.serve=true} all stays up until Ctrl-C, with a {@link PageServer} to watch.
 */
public final class Quickstart {
  /** For the onboardings. */
  private static final Duration LIMIT = Duration.ofSeconds(40);

  /** For starting and stopping, which have no limits of their own. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private Quickstart() {}

  public static void main(String[] args) throws Exception {
    boolean serve = Boolean.getBoolean("quickstart.serve");
    Watchdog watchdog = Watchdog.start(LIMIT.plus(GRACE));
    if (!serve) {
      int status = run(System.out);
      System.out.flush();
      System.exit(status);
    }
    try (Installation installation = Installation.start()) {
      new OnboardingTour(installation, System.out, LIMIT).take();
      watchdog.stop();
      serve(installation, System.out);
    }
  }

  /**
   * Takes the tour and stops everything again.
   *
   * @return 0 if all went as it should, otherwise 1
   * @throws IOException when there is no port to listen on
   */
  static int run(PrintStream out) throws IOException, InterruptedException {
    try (Installation installation = Installation.start()) {
      return new OnboardingTour(installation, out, LIMIT).take() ? 0 : 1;
    }
  }

  private static void serve(Installation installation, PrintStream out)
      throws IOException, InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Thread serving = Thread.currentThread();
    try (PageServer page = PageServer.open(installation)) {
      out.print(Directions.of(installation, page));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ended, serving)));
      ended.await();
    }
  }

  /** Keeps the JVM until everything has been stopped, or for the time of grace. */
  private static void end(CountDownLatch ended, Thread serving) {
    ended.countDown();
    try {
      serving.join(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
