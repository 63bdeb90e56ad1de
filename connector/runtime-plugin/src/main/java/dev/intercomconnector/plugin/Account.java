package dev.intercomconnector.plugin;

import dev.intercomconnector.conversation.FindConversation;
import dev.intercomconnector.intercom.IntercomClient;
import dev.intercomconnector.intercom.Me;
import dev.intercomconnector.intercom.Outcome;
import dev.intercomconnector.intercom.Region;
import dev.intercomconnector.message.PreparedMessage.Endpoint;
import dev.intercomconnector.message.SendMessage;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The two use cases on the workspace that one access token opens. */
final class Account {

  private final IntercomClient intercom;
  private final SendMessage sendMessage;
  private final FindConversation findConversation;
  private final Region region;
  private volatile @Nullable String appId;

  Account(IntercomClient intercom, Settings settings, InstantSource clock) {
    this.intercom = intercom;
    this.sendMessage = new SendMessage(intercom, settings.defaultAdmin(), Endpoint.MESSAGES, clock);
    this.findConversation = new FindConversation(intercom);
    this.region = settings.region();
  }

  SendMessage sendMessage() {
    return sendMessage;
  }

  FindConversation findConversation() {
    return findConversation;
  }

  /** The conversation in Intercom's inbox; null while the workspace's id cannot be found out. */
  @Nullable String inboxUrl(String conversationId) {
    if (appId == null && intercom.me() instanceof Outcome.Done<Me> me) {
      appId = me.value().appId();
    }
    String known = appId;
    return known == null ? null : region.inboxUrl(known, conversationId);
  }
}
