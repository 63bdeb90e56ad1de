package dev.intercomconnector.template;

import dev.intercomconnector.task.ContactWrote;
import io.camunda.connector.generator.dsl.Property.FeelMode;
import io.camunda.connector.generator.java.annotation.TemplateProperty;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyConstraints;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyType;

/**
 * The fields of the form of an event that fires when a contact begins a conversation, beside the
 * result variable that the generator adds.
 */
final class ContactWritesForm {

  /** Any contact's message begins a process, so there is nothing to fill in. */
  record Start(
      @TemplateProperty(
              id = MessageFinish.EVENT,
              type = PropertyType.Hidden,
              defaultValue = ContactWrote.BEGINS_A_PROCESS)
          String event) {}

  /** Where a process is under way, the message has to be one contact's. */
  record Boundary(
      @TemplateProperty(
              id = MessageFinish.EVENT,
              type = PropertyType.Hidden,
              defaultValue = ContactWrote.REACHES_A_PROCESS)
          String event,
      @TemplateProperty(
              id = MessageFinish.CONTACT_ID,
              label = "Contact's Intercom ID",
              group = "operation",
              type = PropertyType.String,
              feel = FeelMode.required,
              tooltip =
                  "Whose message is waited for, such as the first of contactIds in the result of Send message with Intercom.",
              exampleValue = "= welcome.contactIds[1]",
              constraints = @PropertyConstraints(notEmpty = true))
          String contactId) {}

  private ContactWritesForm() {}
}
