package dev.intercomconnector.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intercomconnector.intercom.AccessToken;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.task.TaskHeaders;
import dev.intercomconnector.task.TaskInputs;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that can be refused before Intercom is asked, and the account of a job that passes. */
final class Admission {

  private final Accounts accounts;
  private final TaskHeaders expressions = new TaskHeaders();

  Admission(Accounts accounts) {
    this.accounts = accounts;
  }

  /** The account that the job's access token opens. */
  Outcome<Account> admit(Delivery delivery, String workspace, @Nullable String accessToken) {
    if (!workspace.equals(TaskInputs.DEFAULT_WORKSPACE)) {
      return refuse(
          "'workspace' is '%s', but in Camunda's connector runtime the access token alone names the"
                  .formatted(workspace)
              + " workspace.",
          "Clear it and set the access token of that workspace.");
    }
    if (accessToken == null) {
      return refuse(
          "'accessToken' is missing; in Camunda's connector runtime every task brings its own.",
          "Set it to a secret of the runtime, such as {{secrets.INTERCOM_ACCESS_TOKEN}}.");
    }
    Optional<String> unreadable = expressions.problem(delivery.headers());
    if (unreadable.isPresent()) {
      return refuse(unreadable.get(), "Correct it in the task's form.");
    }
    AccessToken token;
    try {
      token = new AccessToken(accessToken);
    } catch (IllegalArgumentException e) {
      return refuse(
          "'accessToken' cannot be used: %s.".formatted(e.getMessage()), "Correct the secret.");
    }
    for (Map.Entry<String, JsonNode> input : delivery.variables().properties()) {
      // The runtime fills secrets into every input, also into what a customer wrote.
      if (!input.getKey().equals("accessToken")
          && input.getValue().toString().contains(token.value())) {
        return refuse(
            "'%s' holds the access token, which would reach somebody else."
                .formatted(input.getKey()),
            "Remove the reference to the secret from it.");
      }
    }
    return Outcome.done(accounts.of(token));
  }

  private static Outcome<Account> refuse(String summary, String advice) {
    return Outcome.rejected(ErrorCode.INTERCOM_INVALID_REQUEST, summary, advice);
  }
}
