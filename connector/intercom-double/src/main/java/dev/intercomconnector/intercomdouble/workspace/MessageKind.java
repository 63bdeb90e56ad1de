package dev.intercomconnector.intercomdouble.workspace;

import java.util.Optional;

/**
 * The channel of a message, with its name in answers and the type its conversation's source has.
 */
public enum MessageKind {
  INAPP("inapp", "conversation"),
  EMAIL("email", "email"),
  WHATSAPP("whatsapp", "whatsapp"),
  SMS("sms", "sms");

  private final String word;
  private final String sourceType;

  MessageKind(String word, String sourceType) {
    this.word = word;
    this.sourceType = sourceType;
  }

  public String word() {
    return word;
  }

  /** The channel of its conversation. */
  public String channel() {
    return this == INAPP ? "messenger" : word;
  }

  public String sourceType() {
    return sourceType;
  }

  /**
   * The kind a request names. Intercom's schema says {@code in_app}, its examples {@code inapp} and
   * {@code conversation}; all three mean the same.
   */
  public static Optional<MessageKind> of(String word) {
    return switch (word) {
      case "inapp", "in_app", "conversation" -> Optional.of(INAPP);
      case "email" -> Optional.of(EMAIL);
      case "whatsapp" -> Optional.of(WHATSAPP);
      case "sms" -> Optional.of(SMS);
      default -> Optional.empty();
    };
  }
}
