package dev.intercomconnector.worker.workspace;

import dev.intercomconnector.contact.PersonKey;
import dev.intercomconnector.conversation.FindConversation;
import dev.intercomconnector.intercom.AccessToken;
import dev.intercomconnector.intercom.ApiVersion;
import dev.intercomconnector.intercom.ClientSecret;
import dev.intercomconnector.intercom.Connection;
import dev.intercomconnector.intercom.ErrorCode;
import dev.intercomconnector.intercom.Failure;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.Me;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Problem;
import dev.intercomconnector.intercom.Region;
import dev.intercomconnector.message.SendMessage;
import dev.intercomconnector.pacing.Pacer;
import dev.intercomconnector.pacing.Sleeper;
import dev.intercomconnector.worker.workspace.WorkspaceStatus.Unusable;
import dev.intercomconnector.worker.workspace.WorkspaceStatus.Usable;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One configured workspace: its name, the two use cases on it, and how it stands. */
public final class IntercomWorkspace {

  private final String name;
  private final Region region;
  private final boolean ownBaseUrl;
  private final @Nullable ClientSecret clientSecret;
  private final @Nullable TokenSource tokenSource;
  private final IntercomClient intercom;
  private final SendMessage sendMessage;
  private final FindConversation findConversation;
  private volatile WorkspaceStatus status;

  /**
   * Reads one workspace's configuration.
   *
   * @param tokenSource instead of a token in the configuration; null for none
   * @throws IllegalArgumentException with a sentence that names the workspace and what is wrong
   */
  IntercomWorkspace(
      String name,
      WorkerProperties.Workspace configured,
      @Nullable TokenSource tokenSource,
      WorkerProperties.Limits limits,
      Transports transports,
      InstantSource clock,
      Sleeper sleeper,
      Pacer pacer) {
    this.name = name;
    this.tokenSource = tokenSource;
    try {
      this.region = Region.parse(configured.region());
      this.ownBaseUrl = !configured.baseUrl().isBlank();
      this.clientSecret =
          configured.clientSecret().isBlank() ? null : new ClientSecret(configured.clientSecret());
      Connection connection =
          new Connection(
              URI.create(ownBaseUrl ? configured.baseUrl().strip() : region.baseUrl()),
              token(configured, tokenSource),
              ApiVersion.parse(configured.apiVersion()),
              configured.inAppWord(),
              new Connection.Timeouts(limits.connect(), limits.read(), limits.call()));
      this.intercom =
          new IntercomClient(connection, transports.to(connection), pacer, clock, sleeper);
      this.sendMessage =
          new SendMessage(
              intercom, admin(configured.defaultAdmin()), configured.contactMessages(), clock);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Workspace '%s' is configured wrongly: %s".formatted(name, e.getMessage()), e);
    }
    this.findConversation = new FindConversation(intercom);
    this.status =
        isWithoutCredentials()
            ? new Unusable(
                "Workspace '%s' has no access token: set INTERCOM_ACCESS_TOKEN, or intercom.workspaces.%s.access-token."
                    .formatted(name, name))
            : new Usable(null, "Intercom has not been asked yet.");
  }

  private static @Nullable AccessToken token(
      WorkerProperties.Workspace configured, @Nullable TokenSource source) {
    boolean given = !configured.accessToken().isBlank();
    if (source != null && given) {
      throw new IllegalArgumentException(
          "it has both an access-token and an access-token-file; set one of them");
    }
    if (source != null) {
      return source.token();
    }
    return given ? new AccessToken(configured.accessToken()) : null;
  }

  private static @Nullable PersonKey admin(String configured) {
    String admin = configured.strip();
    if (admin.isEmpty()) {
      return null;
    }
    return admin.contains("@") ? new PersonKey.Email(admin) : new PersonKey.Id(admin);
  }

  public String name() {
    return name;
  }

  public ApiVersion apiVersion() {
    return intercom.connection().version();
  }

  /** What signs the workspace's webhooks; null where there are none. */
  public @Nullable ClientSecret clientSecret() {
    return clientSecret;
  }

  public IntercomClient intercom() {
    return intercom;
  }

  public SendMessage sendMessage() {
    return sendMessage;
  }

  public FindConversation findConversation() {
    return findConversation;
  }

  public WorkspaceStatus status() {
    return status;
  }

  /** The conversation in Intercom's inbox; null while the workspace's id is not known. */
  public @Nullable String inboxUrl(String conversationId) {
    if (status instanceof Usable usable && usable.appId() != null) {
      return region.inboxUrl(usable.appId(), conversationId);
    }
    return null;
  }

  /** Whether it has an access token, which may still have to be read. */
  boolean hasToken() {
    return intercom.connection().token() != null;
  }

  /** Behind a gateway at a base URL of its own, no token is needed. */
  private boolean isWithoutCredentials() {
    return !hasToken() && !ownBaseUrl;
  }

  /**
   * Asks Intercom whose token it is. Only a refusal of the token speaks against the workspace: an
   * Intercom out of reach, or a gateway that does not pass GET /me on, does not.
   *
   * @return the refusal
   */
  Optional<Failure> check() {
    if (isWithoutCredentials()) {
      return Optional.empty();
    }
    Optional<String> unreadable = tokenSource == null ? Optional.empty() : tokenSource.problem();
    if (tokenSource != null && !tokenSource.isKnown()) {
      status =
          new Unusable(
              "Workspace '%s' has no access token: %s".formatted(name, unreadable.orElse("")));
      return Optional.empty();
    }
    switch (intercom.me()) {
      case Outcome.Done<Me> me ->
          status = new Usable(me.value().appId(), unreadable.orElse(regionNote(me.value())));
      case Outcome.Failed<Me> failed -> {
        Problem problem = failed.failure().problem();
        if (problem.code() == ErrorCode.INTERCOM_UNAUTHORIZED) {
          status =
              new Unusable("Workspace '%s' cannot be used: %s".formatted(name, problem.describe()));
          return Optional.of(failed.failure());
        }
        status = new Usable(knownAppId(), "Intercom could not be asked: " + problem.describe());
      }
    }
    return Optional.empty();
  }

  private @Nullable String knownAppId() {
    return status instanceof Usable usable ? usable.appId() : null;
  }

  private String regionNote(Me me) {
    String actual = me.region();
    return actual == null || ownBaseUrl || region.isCalled(actual)
        ? ""
        : "Intercom keeps this workspace in '%s', but the configured region is %s."
            .formatted(actual, region);
  }
}
