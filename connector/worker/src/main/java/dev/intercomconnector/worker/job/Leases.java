package dev.intercomconnector.worker.job;

import dev.intercomconnector.worker.workspace.WorkerProperties;
import io.camunda.client.CamundaClient;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Renews the leases of waiting jobs before they end, and hands jobs back by letting theirs end at
 * once, which spends no retry. Commands are pipelined, but only so many that the engine need not
 * push back.
 */
@Component
class Leases {

  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
  private static final int UNDER_WAY = 50;
  private static final Duration AT_ONCE = Duration.ofMillis(10);

  private final ObjectProvider<CamundaClient> client;
  private final Duration lease;
  private final InstantSource clock;

  Leases(ObjectProvider<CamundaClient> client, WorkerProperties properties, InstantSource clock) {
    this.client = client;
    this.lease = properties.findConversation().lease();
    this.clock = clock;
  }

  Duration lease() {
    return lease;
  }

  /**
   * Whether it is time to renew: with between half and a quarter of the lease left, by the job's
   * key, so that jobs which began together are not all renewed together.
   */
  boolean isDue(WaitingJob waiting) {
    long quarter = lease.toMillis() / 4;
    long left = quarter + quarter * Math.floorMod(Long.hashCode(waiting.key()) * 31, 1000) / 1000;
    return clock.millis() > waiting.job().getDeadline() - left;
  }

  /**
   * Renews leases; returns when the engine has answered. Where it could not, the next renewal tries
   * again.
   *
   * @param gone gets the jobs that the engine says are leased to nobody: their instance was
   *     cancelled, or their lease ended unnoticed and they are handed out again
   */
  void renew(List<WaitingJob> waiting, Consumer<WaitingJob> gone) {
    send(
        waiting,
        lease,
        Instant.MAX,
        (one, failure) -> {
          if (failure == null) {
            LOG.trace("The lease of job {} is renewed.", one.key());
          } else if (isGone(failure)) {
            LOG.debug("Job {} waits no longer: {}", one.key(), failure.getMessage());
            gone.accept(one);
          } else {
            LOG.warn(
                "The lease of job {} could not be renewed yet: {}",
                one.key(),
                failure.getMessage());
          }
        });
  }

  /**
   * Hands jobs back, so that another worker gets them at once. To be done when this worker takes no
   * more jobs: before, the engine would push them straight back.
   *
   * @param until what is not handed back by then is left to its lease
   * @return how many commands were sent
   */
  int handBack(List<WaitingJob> waiting, Instant until) {
    return send(
        waiting,
        AT_ONCE,
        until,
        (one, failure) -> {
          if (failure != null && !isGone(failure)) {
            LOG.warn("Job {} could not be handed back: {}", one.key(), failure.getMessage());
          }
        });
  }

  private int send(
      List<WaitingJob> waiting,
      Duration timeout,
      Instant until,
      BiConsumer<WaitingJob, @Nullable Throwable> answered) {
    Semaphore room = new Semaphore(UNDER_WAY);
    int sent = 0;
    for (WaitingJob one : waiting) {
      room.acquireUninterruptibly();
      Instant now = clock.instant();
      if (now.isAfter(until)) {
        room.release();
        break;
      }
      sent++;
      client
          .getObject()
          .newUpdateTimeoutCommand(one.key())
          .timeout(timeout)
          .send()
          .whenComplete(
              (response, failure) -> {
                try {
                  if (failure == null) {
                    one.job().leasedUntil(now.plus(timeout));
                  }
                  answered.accept(one, failure);
                } finally {
                  room.release();
                }
              });
    }
    room.acquireUninterruptibly(UNDER_WAY);
    return sent;
  }

  private static boolean isGone(Throwable failure) {
    Status.Code code = Status.fromThrowable(failure).getCode();
    return code == Status.Code.NOT_FOUND || code == Status.Code.FAILED_PRECONDITION;
  }
}
