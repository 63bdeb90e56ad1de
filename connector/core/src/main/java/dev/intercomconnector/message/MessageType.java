package dev.intercomconnector.message;

import java.util.Locale;
import java.util.Optional;

/** How a message reaches the contact. */
public enum MessageType {
  /** In the messenger; Intercom sends no push notification for it. */
  INAPP,
  EMAIL,
  WHATSAPP,
  SMS;

  /**
   * Reads the type as a designer writes it. Intercom's descriptions call an in-app message {@code
   * in_app}, its examples {@code inapp} and {@code conversation}.
   */
  public static Optional<MessageType> parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "inapp", "in_app", "conversation" -> Optional.of(INAPP);
      case "email" -> Optional.of(EMAIL);
      case "whatsapp" -> Optional.of(WHATSAPP);
      case "sms" -> Optional.of(SMS);
      default -> Optional.empty();
    };
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
