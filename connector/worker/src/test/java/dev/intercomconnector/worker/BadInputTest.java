package dev.intercomconnector.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercomdouble.api.Behaviour;
import dev.intercomconnector.intercomdouble.api.Behaviour.Plan;
import dev.intercomconnector.intercomdouble.control.NewContact;
import dev.intercomconnector.intercomdouble.workspace.ContactStatus;
import dev.intercomconnector.intercomdouble.workspace.Profile;
import dev.intercomconnector.intercomdouble.workspace.Role;
import dev.intercomconnector.intercomdouble.workspace.Seed;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake becomes an incident that names it, at once, and no message is sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Deployment.EVERY)
class BadInputTest {

  private static final Map<String, String> UMA = Map.of("type", "user", "id", Seed.USER);

  private final Workplace workplace;

  BadInputTest() throws IOException {
    workplace = new Workplace();
  }

  @BeforeAll
  void startWorker() {
    workplace.withWorker(
        "intercom.workspaces.old.access-token=sandbox-token",
        "intercom.workspaces.old.base-url={intercom}",
        "intercom.workspaces.old.api-version=2.11",
        "intercom.workspaces.old.default-admin=" + Seed.ADA,
        "intercom.workspaces.new.access-token=sandbox-token",
        "intercom.workspaces.new.base-url={intercom}",
        "intercom.workspaces.new.api-version=2.16",
        "intercom.workspaces.new.default-admin=" + Seed.ADA,
        "intercom.workspaces.nobody.access-token=sandbox-token",
        "intercom.workspaces.nobody.base-url={intercom}",
        "intercom.workspaces.revoked.access-token=revoked-token",
        "intercom.workspaces.revoked.base-url={intercom}");
  }

  @AfterAll
  void stop() {
    workplace.close();
  }

  @BeforeEach
  void forgetTheLastTest() {
    workplace.clear();
  }

  private static Map<String, Object> message(Object... changes) {
    Map<String, Object> message =
        new HashMap<>(Map.of("messageType", "inapp", "to", UMA, "body", "Hello"));
    for (int i = 0; i < changes.length; i += 2) {
      if (changes[i + 1].equals("-")) {
        message.remove((String) changes[i]);
      } else {
        message.put((String) changes[i], changes[i + 1]);
      }
    }
    return message;
  }

  private static Map<String, Object> email(Object... changes) {
    Map<String, Object> email =
        message("messageType", "email", "subject", "Hi", "template", "plain");
    email.putAll(message(changes));
    email.put("messageType", "email");
    for (int i = 0; i < changes.length; i += 2) {
      if (changes[i + 1].equals("-")) {
        email.remove((String) changes[i]);
      }
    }
    return email;
  }

  static Stream<Arguments> mistakes() {
    Map<String, String> unknown = Map.of("type", "user", "email", "nobody@example.com");
    return Stream.of(
        Arguments.of("no body", message("body", "-"), "'body' is missing"),
        Arguments.of("empty body", message("body", " "), "'body' is empty"),
        Arguments.of("no subject", email("subject", "-"), "'subject' is missing"),
        Arguments.of("no template", email("template", "-"), "'template' is missing"),
        Arguments.of("unknown template", email("template", "fancy"), "'template' is 'fancy'"),
        Arguments.of("unknown type", message("messageType", "fax"), "'messageType' is 'fax'"),
        Arguments.of(
            "sms on 2.14",
            message("messageType", "sms"),
            "'messageType: sms' needs version Preview or newer"),
        Arguments.of(
            "cc on 2.11",
            message("workspace", "old", "cc", UMA),
            "'cc' needs version 2.14 or newer"),
        Arguments.of(
            "several recipients on 2.11",
            message(
                "workspace", "old", "to", List.of(UMA, Map.of("type", "lead", "id", Seed.LEAD))),
            "'to: several recipients' needs version 2.14"),
        Arguments.of(
            "recipients of a contact's message",
            message("from", UMA),
            "'to' is given, but a contact's own message goes to the team"),
        Arguments.of(
            "no sender", message("workspace", "nobody"), "'from' is missing, and the workspace"),
        Arguments.of(
            "unknown admin",
            message("from", Map.of("type", "admin", "email", "ghost@example.com")),
            "INTERCOM_ADMIN_NOT_FOUND: No admin of this workspace has the e-mail"),
        Arguments.of(
            "unknown contact",
            message("to", unknown),
            "INTERCOM_CONTACT_NOT_FOUND: There is no user"),
        Arguments.of(
            "malformed createdAt", message("createdAt", "yesterday"), "'createdAt' is 'yesterday'"),
        Arguments.of(
            "unknown workspace",
            message("workspace", "elsewhere"),
            "'workspace' is 'elsewhere', which this worker does not know"),
        Arguments.of(
            "token from the process",
            message("accessToken", "stolen"),
            "'accessToken' is set, but the job worker takes tokens from its own configuration"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aMistakeInTheFormIsAnIncidentAndSendsNothing(
      String name, Map<String, Object> variables, String words) {
    long instance = workplace.start(Workplace.SEND, variables);

    assertThat(workplace.awaitIncident(instance).message()).contains(words);
    workplace.assertSent(0, 0);
  }

  @Test
  void anEmailOfTwoContactsIsNeverDecidedByTakingOne() {
    workplace.intercom().addContact(NewContact.user("two@example.com"));
    workplace.intercom().addContact(NewContact.user("two@example.com"));

    long instance =
        workplace.start(
            Workplace.SEND, message("to", Map.of("type", "user", "email", "two@example.com")));

    assertThat(workplace.awaitIncident(instance).message())
        .contains("INTERCOM_CONTACT_AMBIGUOUS: There are 2 contacts for the user");
    workplace.assertSent(0, 0);
  }

  @Test
  void anUnsubscribedContactGetsNoEmail() {
    var contact =
        workplace
            .intercom()
            .addContact(NewContact.of(Role.USER, Profile.empty().withUnsubscribedFromEmails(true)));

    long instance =
        workplace.start(Workplace.SEND, email("to", Map.of("type", "user", "id", contact.id())));

    assertThat(workplace.awaitIncident(instance).message())
        .contains("INTERCOM_UNSUBSCRIBED")
        .contains("This user is unsubscribed from emails");
    workplace.assertSent(0, 1);
  }

  @Test
  void anArchivedContactIsNotFound() {
    var contact =
        workplace
            .intercom()
            .addContact(
                NewContact.user("old@example.com").withStatus(new ContactStatus.Archived()));

    long instance =
        workplace.start(Workplace.SEND, message("to", Map.of("type", "user", "id", contact.id())));

    assertThat(workplace.awaitIncident(instance).message())
        .contains("INTERCOM_CONTACT_NOT_FOUND")
        .contains("an archived contact cannot be written to");
    assertThat(workplace.intercom().messages()).isEmpty();
  }

  @Test
  void aMergedContactIsNamedWithTheOneItBecame() {
    var contact =
        workplace
            .intercom()
            .addContact(
                NewContact.user("was@example.com")
                    .withStatus(new ContactStatus.MergedInto(Seed.USER)));

    long instance =
        workplace.start(
            Workplace.SEND,
            message("workspace", "new", "to", Map.of("type", "user", "id", contact.id())));

    assertThat(workplace.awaitIncident(instance).message())
        .contains(
            "INTERCOM_CONTACT_NOT_FOUND: The contact was merged into another one, " + Seed.USER);
    workplace.assertSent(0, 1);
  }

  @Test
  void aWrongTokenIsSaidAndTheJobKeepsItsRetries() {
    long instance = workplace.start(Workplace.SEND, message("workspace", "revoked"));

    var failed = workplace.awaitFailure(instance);
    assertThat(failed.message())
        .contains("Workspace 'revoked' cannot be used: INTERCOM_UNAUTHORIZED")
        .contains("Access Token Invalid")
        .doesNotContain("revoked-token");
    assertThat(failed.retriesLeft()).isEqualTo(3);
    workplace.assertSent(0, 0);
  }

  @Test
  void aRestrictedPlanIsSaid() {
    workplace.intercom().behave(workplace.intercom().behaviour().withPlan(Plan.RESTRICTED));
    try {
      long instance = workplace.start(Workplace.SEND, message());

      assertThat(workplace.awaitIncident(instance).message())
          .contains("INTERCOM_PLAN_RESTRICTED")
          .contains("Active subscription needed.");
      workplace.assertSent(0, 1);
    } finally {
      Behaviour paid = workplace.intercom().behaviour().withPlan(Plan.ACTIVE);
      workplace.intercom().behave(paid);
    }
  }

  static Stream<Arguments> mistakesWhenFinding() {
    return Stream.of(
        Arguments.of(
            "malformed waitFor",
            Map.of("messageId", "1", "waitUntil", "replied", "waitFor", "3 days"),
            "'waitFor' is '3 days'"),
        Arguments.of(
            "messageId is a list", Map.of("messageId", List.of("1")), "'messageId' is [\"1\"]"),
        Arguments.of(
            "nothing to look for", Map.of("messageId", ""), "'messageId' and 'contact' are both"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakesWhenFinding")
  void aMistakeInFindIsAnIncident(String name, Map<String, Object> variables, String words) {
    long instance = workplace.start(Workplace.FIND, variables);

    assertThat(workplace.awaitIncident(instance).message())
        .startsWith("INTERCOM_INVALID_REQUEST")
        .contains(words);
    assertThat(workplace.intercom().ledger())
        .noneMatch(entry -> entry.path().equals("/conversations/search"));
  }

  @Test
  void anExpressionThatCannotBeReadIsSaidBeforeAnythingIsSent() {
    long instance =
        workplace.start(Workplace.SEND, message(), "resultExpression", "={id: messageId");

    assertThat(workplace.awaitIncident(instance).message())
        .contains("'resultExpression' is no FEEL expression");
    workplace.assertSent(0, 0);
  }
}
