package dev.intercomconnector.conversation;

import dev.intercomconnector.contact.ContactRef;
import dev.intercomconnector.intercom.IntercomClient.BodyFormat;
import org.jspecify.annotations.Nullable;

/**
 * Which conversation to look for.
 *
 * @param messageId the message that began it; null for the contact's latest open conversation
 * @param contact narrows the search; required where there is no message id
 * @param waitUntil decides between several conversations of one message, and whether it is found
 * @param includeParts the form in which to return its parts; null for no parts
 */
public record ConversationCriteria(
    @Nullable String messageId,
    @Nullable ContactRef contact,
    WaitUntil waitUntil,
    @Nullable BodyFormat includeParts) {}
