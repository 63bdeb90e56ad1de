package dev.intercomconnector.worker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FailJobCommandStep1;
import io.camunda.client.api.response.ActivatedJob;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

class JobCommandsTest {

  private static final Instant LEASE_END = Instant.parse("2026-03-01T09:00:00Z");

  private final CamundaClient engine = mock(CamundaClient.class, RETURNS_DEEP_STUBS);
  private final ActivatedJob job = mock(ActivatedJob.class);

  private JobCommands at(Instant now) {
    var beans = new DefaultListableBeanFactory();
    beans.registerSingleton("client", engine);
    when(job.getKey()).thenReturn(17L);
    when(job.getElementInstanceKey()).thenReturn(18L);
    when(job.getDeadline()).thenReturn(LEASE_END.toEpochMilli());
    return new JobCommands(beans.getBeanProvider(CamundaClient.class), InstantSource.fixed(now));
  }

  @Test
  void afterItsLeaseAJobIsNeitherFailedNorThrownNorIsItsMarkerTouched() {
    JobCommands late = at(LEASE_END);

    late.fail(job, 3, null, "too late", Map.of());
    late.throwBpmnError(job, "CODE", "too late", Map.of());

    assertThat(late.setLocal(job, Map.of())).isFalse();
    verifyNoInteractions(engine);
  }

  @Test
  void afterItsLeaseAJobIsStillCompleted() {
    at(LEASE_END.plusSeconds(60)).complete(job, Map.of());

    verify(engine).newCompleteCommand(17L);
  }

  @Test
  void withinItsLeaseAJobIsGivenBack() {
    JobCommands inTime = at(LEASE_END.minusSeconds(1));

    inTime.fail(job, 3, null, "later", Map.of());

    assertThat(inTime.setLocal(job, Map.of())).isTrue();
    verify(engine).newFailCommand(17L);
    verify(engine).newSetVariablesCommand(18L);
  }

  private static ClientStatusException refusal(Status.Code code) {
    return new ClientStatusException(
        Status.fromCode(code), new IllegalStateException("for the test"));
  }

  @Test
  void aFailThatMayHaveBeenExecutedIsNotRepeatedOnceTheJobMayBeHandedOutAgain() {
    when(engine.newFailCommand(17L)).thenThrow(refusal(Status.Code.UNAVAILABLE));
    clearInvocations(engine);

    at(LEASE_END.minusSeconds(30)).fail(job, 3, Duration.ZERO, "later", Map.of());

    verify(engine, times(1)).newFailCommand(17L);
  }

  @Test
  void aFailThatMakesAnIncidentIsRepeatedSinceNobodyGetsTheJobMeanwhile() {
    when(engine.newFailCommand(17L))
        .thenThrow(refusal(Status.Code.UNAVAILABLE))
        .thenReturn(mock(FailJobCommandStep1.class, RETURNS_DEEP_STUBS));
    clearInvocations(engine);

    at(LEASE_END.minusSeconds(30)).fail(job, 0, null, "wrong", Map.of());

    verify(engine, times(2)).newFailCommand(17L);
  }

  @Test
  void aFailThatTheEngineHadNoRoomForIsRepeated() {
    when(engine.newFailCommand(17L))
        .thenThrow(refusal(Status.Code.RESOURCE_EXHAUSTED))
        .thenReturn(mock(FailJobCommandStep1.class, RETURNS_DEEP_STUBS));
    clearInvocations(engine);

    at(LEASE_END.minusSeconds(30)).fail(job, 3, Duration.ZERO, "later", Map.of());

    verify(engine, times(2)).newFailCommand(17L);
  }
}
