package dev.intercomconnector.template;

import io.camunda.connector.generator.dsl.Property.FeelMode;
import io.camunda.connector.generator.java.annotation.TemplateProperty;
import io.camunda.connector.generator.java.annotation.TemplateProperty.DropdownPropertyChoice;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyConstraints;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyType;

/**
 * The fields of the form of an event that waits for a reply, beside the result variable that the
 * generator adds. {@link MessageFinish} says where in the diagram they go.
 */
record WaitForReplyForm(
    @TemplateProperty(
            id = MessageFinish.EVENT,
            label = "Wait until",
            group = "operation",
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(
                  value = "intercom-conversation-replied",
                  label = "The contact has replied"),
              @DropdownPropertyChoice(
                  value = "intercom-conversation-opened",
                  label = "The conversation exists"),
              @DropdownPropertyChoice(
                  value = "intercom-conversation-closed",
                  label = "The conversation is closed")
            },
            defaultValue = "intercom-conversation-replied",
            tooltip =
                "The worker tells the engine as soon as Intercom tells the worker. Ask your operator whether that is set up.")
        String event,
    @TemplateProperty(
            id = MessageFinish.MESSAGE_ID,
            label = "Message ID",
            group = "operation",
            type = PropertyType.String,
            feel = FeelMode.required,
            tooltip =
                "The messageId in the result of Send message with Intercom: by it the reply finds this process.",
            exampleValue = "= welcome.messageId",
            constraints = @PropertyConstraints(notEmpty = true))
        String messageId) {}
