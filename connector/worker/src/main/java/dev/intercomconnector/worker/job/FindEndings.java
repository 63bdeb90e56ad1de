package dev.intercomconnector.worker.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.conversation.WaitUntil;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.task.FindConversationResult;
import dev.intercomconnector.task.OnTimeout;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import io.camunda.client.api.response.ActivatedJob;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a job of {@code intercom-find-conversation} ends, be it at once or after days. */
@Component
class FindEndings {

  private final TaskJobs tasks;
  private final Failures failures;
  private final ObjectMapper json;

  FindEndings(TaskJobs tasks, Failures failures, ObjectMapper json) {
    this.tasks = tasks;
    this.failures = failures;
    this.json = json;
  }

  /**
   * Completes the job with its result.
   *
   * @param conversation null where there is none
   * @param found whether it is as it was waited for
   */
  void complete(
      ActivatedJob job,
      JobMemory memory,
      FindConversationInput input,
      IntercomWorkspace workspace,
      @Nullable Conversation conversation,
      boolean found) {
    JsonNode result =
        json.valueToTree(
            conversation == null
                ? FindConversationResult.nothing()
                : FindConversationResult.of(
                    conversation,
                    found,
                    input.criteria().includeParts() != null,
                    workspace.inboxUrl(conversation.id())));
    tasks.complete(job, result, memory);
  }

  /** Ends a wait in vain, as the designer chose. */
  void over(WaitingJob waiting, @Nullable Conversation seen) {
    FindConversationInput input = waiting.input();
    if (input.onTimeout() == OnTimeout.COMPLETE) {
      complete(waiting.job(), waiting.memory(), input, waiting.workspace(), seen, false);
      return;
    }
    failures.throwBpmnError(
        waiting.job(),
        waiting.memory(),
        new Problem(
            ErrorCode.INTERCOM_CONVERSATION_TIMEOUT,
            "What was waited for did not happen within %s: %s."
                .formatted(input.waitFor(), words(input)),
            ""));
  }

  private static String words(FindConversationInput input) {
    String messageId = input.criteria().messageId();
    WaitUntil until = input.criteria().waitUntil();
    return "the conversation of %s, %s"
        .formatted(
            messageId == null ? "the contact" : "message " + messageId,
            until.name().toLowerCase(Locale.ROOT));
  }
}
