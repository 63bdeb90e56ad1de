package dev.intercomconnector.testengine;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobResponse;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.protocol.impl.encoding.MsgPackConverter;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.impl.record.UnifiedRecordValue;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobResult;
import io.camunda.zeebe.protocol.impl.record.value.job.JobResultActivateElement;
import io.camunda.zeebe.protocol.impl.record.value.usertask.UserTaskRecord;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.JobResultType;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes commands that a real gateway writes and that of the in-memory engine
 * (zeebe-process-test-engine 8.8.21) does not, although the engine behind it carries them out: a
 * fail with its variables, the completion of an ad-hoc sub-process's job with the elements to
 * activate, the completion of a user task. Its parts are used by reflection.
 */
final class EngineGateway {
  /** The in-memory engine has one partition. */
  private static final int PARTITION = 1;

  private final Object requests;
  private final Method register;
  private final Object writer;
  private final Method write;

  private EngineGateway(Object gateway) throws ReflectiveOperationException {
    this.requests = part(gateway, "gatewayRequestStore");
    this.register = method(requests, "registerNewRequest", Class.class, StreamObserver.class);
    this.writer = part(gateway, "writer");
    this.write =
        method(
            writer,
            "writeCommandWithKey",
            Long.class,
            UnifiedRecordValue.class,
            RecordMetadata.class);
  }

  /** That of a running engine. */
  static EngineGateway of(ZeebeTestEngine engine) {
    try {
      return new EngineGateway(part(engine, "gateway"));
    } catch (ReflectiveOperationException e) {
      throw otherEngine(e);
    }
  }

  /** The gateway's service with these ways to fail and to complete a job. */
  static ServerServiceDefinition mend(BindableService gateway) {
    try {
      EngineGateway mending = new EngineGateway(gateway);
      List<MethodDescriptor<?, ?>> mended =
          List.of(GatewayGrpc.getFailJobMethod(), GatewayGrpc.getCompleteJobMethod());
      ServerServiceDefinition shipped = gateway.bindService();
      var service = ServerServiceDefinition.builder(shipped.getServiceDescriptor());
      shipped.getMethods().stream()
          .filter(method -> !mended.contains(method.getMethodDescriptor()))
          .forEach(service::addMethod);
      return service
          .addMethod(GatewayGrpc.getFailJobMethod(), ServerCalls.asyncUnaryCall(mending::fail))
          .addMethod(
              GatewayGrpc.getCompleteJobMethod(), ServerCalls.asyncUnaryCall(mending::complete))
          .build();
    } catch (ReflectiveOperationException e) {
      throw otherEngine(e);
    }
  }

  private static IllegalStateException otherEngine(ReflectiveOperationException cause) {
    return new IllegalStateException("This is not the engine that this was written for", cause);
  }

  private void fail(FailJobRequest request, StreamObserver<FailJobResponse> answer) {
    JobRecord job = new JobRecord();
    job.setRetries(request.getRetries());
    job.setErrorMessage(request.getErrorMessage());
    job.setRetryBackoff(request.getRetryBackOff());
    if (!request.getVariables().isEmpty()) {
      job.setVariables(packed(request.getVariables()));
    }
    long id = requestId(FailJobRequest.class, answer);
    write(request.getJobKey(), job, command(ValueType.JOB, JobIntent.FAIL).requestId(id));
  }

  private void complete(CompleteJobRequest request, StreamObserver<CompleteJobResponse> answer) {
    JobRecord job = new JobRecord();
    if (!request.getVariables().isEmpty()) {
      job.setVariables(packed(request.getVariables()));
    }
    var asked = request.getResult();
    if (asked.getType().equals("adHocSubProcess")) {
      JobResult result =
          new JobResult()
              .setType(JobResultType.AD_HOC_SUB_PROCESS)
              .setCompletionConditionFulfilled(asked.getIsCompletionConditionFulfilled())
              .setCancelRemainingInstances(asked.getIsCancelRemainingInstances());
      asked
          .getActivateElementsList()
          .forEach(
              element ->
                  result.addActivateElement(
                      new JobResultActivateElement()
                          .setElementId(element.getElementId())
                          .setVariables(packed(element.getVariables()))));
      job.setResult(result);
    }
    long id = requestId(CompleteJobRequest.class, answer);
    write(request.getJobKey(), job, command(ValueType.JOB, JobIntent.COMPLETE).requestId(id));
  }

  /** Without an answer: that it is completed shows in the engine's history. */
  void completeUserTask(long key, String variables) {
    UserTaskRecord task =
        new UserTaskRecord()
            .setUserTaskKey(key)
            .setAction("complete")
            .setVariables(packed(variables));
    write(key, task, command(ValueType.USER_TASK, UserTaskIntent.COMPLETE));
  }

  private static RecordMetadata command(ValueType type, Intent intent) {
    return new RecordMetadata()
        .recordType(RecordType.COMMAND)
        .requestStreamId(PARTITION)
        .valueType(type)
        .intent(intent);
  }

  private long requestId(Class<?> request, StreamObserver<?> answer) {
    try {
      return (Long) register.invoke(requests, request, answer);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(long key, UnifiedRecordValue value, RecordMetadata metadata) {
    try {
      write.invoke(writer, key, value, metadata);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DirectBuffer packed(String json) {
    return new UnsafeBuffer(MsgPackConverter.convertToMsgPack(json));
  }

  private static Object part(Object of, String name) throws ReflectiveOperationException {
    Field field = of.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(of);
  }

  private static Method method(Object of, String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    Method method = of.getClass().getDeclaredMethod(name, parameters);
    method.setAccessible(true);
    return method;
  }
}
