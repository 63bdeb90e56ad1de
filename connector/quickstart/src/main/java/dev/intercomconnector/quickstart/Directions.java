package dev.intercomconnector.quickstart;

import dev.intercomconnector.intercomdouble.DoubleSettings;
import dev.intercomconnector.intercomdouble.control.ControlApi;

/** What somebody can do with a quick start that stays up. */
final class Directions {
  private Directions() {}

  /** The addresses, and commands to copy; it ends with a line end. */
  static String of(Installation installation, PageServer page) {
    String control = installation.intercomUrl() + ControlApi.ROOT;
    return """

        Open this page to start a process, watch it, and answer as the contact:
          %s

        Everything stays up until Ctrl-C:
          Camunda engine (gRPC)  %s
          Intercom double        %s  (token %s)
          its control API        %s

        Start another onboarding, here of Uma User, who is in the workspace from the start:
          curl -s %s -d '{"contactEmail":"uma@example.com","contactName":"Uma","replyWithin":"PT10M"}'
        See the messages and their ids:
          curl -s %s/messages
        Answer one as the contact:
          curl -s %s/reply -d '{"messageId":"ID","body":"Thank you!"}'
        """
        .formatted(
            page.url(),
            installation.engineAddress(),
            installation.intercomUrl(),
            DoubleSettings.TOKEN,
            control,
            page.url() + StartHandler.ONBOARDINGS,
            control,
            control);
  }
}
