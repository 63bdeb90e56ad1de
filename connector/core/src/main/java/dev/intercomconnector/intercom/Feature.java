package dev.intercomconnector.intercom;

/**
 * Features that some versions of Intercom's API lack, each with its first version. Source:
 * Intercom's OpenAPI descriptions 2.7 to 2.16 and Preview.
 */
public enum Feature {
  /** Searching, contacts instead of users and leads, {@code source.id}. */
  SEARCH(ApiVersion.V2_0),
  /** {@code create_conversation_without_contact_reply}. */
  CONVERSATION_WITHOUT_REPLY(ApiVersion.V2_7),
  /** POST /conversations, by which a contact begins a conversation. */
  CONTACT_CONVERSATIONS(ApiVersion.V2_0),
  /** {@code created_at} in requests that send. */
  CREATED_AT(ApiVersion.V2_11),
  /** GET /contacts/find_by_external_id/{external_id}. */
  FIND_BY_EXTERNAL_ID(ApiVersion.V2_13),
  /** Several recipients. */
  RECIPIENT_LIST(ApiVersion.V2_14),
  CC_AND_BCC(ApiVersion.V2_14),
  WHATSAPP(ApiVersion.V2_16),
  SMS(ApiVersion.PREVIEW);

  private final ApiVersion since;

  Feature(ApiVersion since) {
    this.since = since;
  }

  public ApiVersion since() {
    return since;
  }
}
