package dev.intercomconnector.worker.wait;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intercomconnector.conversation.WaitUntil;
import dev.intercomconnector.intercom.Conversation;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.task.FindConversationInput;
import dev.intercomconnector.task.FindConversationResult;
import dev.intercomconnector.task.OnTimeout;
import dev.intercomconnector.task.ending.FailurePolicy;
import dev.intercomconnector.task.ending.JobEnd;
import dev.intercomconnector.task.ending.RetryTerms;
import dev.intercomconnector.worker.workspace.IntercomWorkspace;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a job of {@code intercom-find-conversation} ends, be it at once or after days. */
@Component
class FindEnds {

  private final FailurePolicy policy;
  private final ObjectMapper json;

  FindEnds(FailurePolicy policy, ObjectMapper json) {
    this.policy = policy;
    this.json = json;
  }

  /**
   * The job completes with its result.
   *
   * @param conversation null where there is none
   * @param found whether it is as it was waited for
   */
  JobEnd found(
      RetryTerms terms,
      FindConversationInput input,
      IntercomWorkspace workspace,
      @Nullable Conversation conversation,
      boolean found) {
    FindConversationResult result =
        conversation == null
            ? FindConversationResult.nothing()
            : FindConversationResult.of(
                conversation,
                found,
                input.criteria().includeParts() != null,
                workspace.inboxUrl(conversation.id()));
    return policy.completed(json.valueToTree(result), terms);
  }

  /** A wait ends in vain, as the designer chose. */
  JobEnd timedOut(
      RetryTerms terms,
      FindConversationInput input,
      IntercomWorkspace workspace,
      @Nullable Conversation seen) {
    if (input.onTimeout() == OnTimeout.COMPLETE) {
      return found(terms, input, workspace, seen, false);
    }
    return policy.bpmnError(
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
