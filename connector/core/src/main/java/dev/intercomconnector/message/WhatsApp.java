package dev.intercomconnector.message;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What only a WhatsApp message has.
 *
 * @param template the name of a template that was approved for the workspace
 * @param locale the template's language; null where it has one only
 * @param components of the template, as Intercom takes them
 * @param phone who gets the message; null where it goes to a contact
 */
public record WhatsApp(
    String template, @Nullable String locale, JsonNode components, @Nullable Phone phone) {

  /**
   * Somebody who need not be a contact yet.
   *
   * @param number digits alone, beginning with the country's code
   * @param name of the contact that Intercom makes
   */
  public record Phone(String number, @Nullable String name) {}
}
