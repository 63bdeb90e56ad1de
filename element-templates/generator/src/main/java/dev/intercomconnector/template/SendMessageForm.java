package dev.intercomconnector.template;

import io.camunda.connector.generator.dsl.Property.FeelMode;
import io.camunda.connector.generator.java.annotation.NestedProperties;
import io.camunda.connector.generator.java.annotation.TemplateProperty;
import io.camunda.connector.generator.java.annotation.TemplateProperty.DefaultValueType;
import io.camunda.connector.generator.java.annotation.TemplateProperty.DropdownPropertyChoice;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyBinding;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyCondition;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyConstraints;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyType;

/**
 * The fields of the form of an admin's message, in the order in which they are shown. Every field
 * is one of the task's inputs, or steers the form.
 *
 * <p>The modeler drops what a field holds as soon as the field is not shown. So what only an e-mail
 * has is also there for the other types, in a closed group: a designer who tries another type and
 * comes back finds it again, and the worker ignores it.
 */
record SendMessageForm(
    @TemplateProperty(
            id = "messageType",
            label = "Message type",
            group = "operation",
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "inapp", label = "In-app message"),
              @DropdownPropertyChoice(value = "email", label = "E-mail"),
              @DropdownPropertyChoice(value = "sms", label = "SMS (API Preview)")
            },
            defaultValue = "inapp",
            tooltip =
                "An in-app message waits in the Messenger; Intercom sends no push notification for it. SMS needs a newer API version than the worker's usual one.")
        String messageType,
    @NestedProperties(addNestedPath = false) WorkspaceFields workspace,
    @TemplateProperty(
            id = "recipientBy",
            label = "Recipient",
            group = "recipient",
            binding = @PropertyBinding(name = Form.ONLY + "recipientBy"),
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "email", label = "Contact by e-mail"),
              @DropdownPropertyChoice(value = "userId", label = "Contact by external ID"),
              @DropdownPropertyChoice(value = "id", label = "Contact by Intercom ID"),
              @DropdownPropertyChoice(value = "list", label = "List of contacts (API 2.14)")
            },
            defaultValue = "email",
            tooltip = "How you name the contact who gets the message.")
        String recipientBy,
    @NestedProperties(addNestedPath = false) RecipientFields recipient,
    @TemplateProperty(
            id = "recipients",
            label = "Contacts",
            group = "recipient",
            binding = @PropertyBinding(name = "to"),
            type = PropertyType.Text,
            feel = FeelMode.required,
            tooltip =
                "A list of contacts, each with a type (user, lead or contact) and one of id, userId and email.",
            exampleValue = "= [{type: \"user\", email: \"ann@example.com\"}]",
            constraints = @PropertyConstraints(notEmpty = true),
            condition = @PropertyCondition(property = "recipientBy", equals = "list"))
        String recipients,
    @TemplateProperty(
            id = "subject",
            label = "Subject",
            group = "content",
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The e-mail's subject line.",
            exampleValue = "Welcome aboard",
            constraints = @PropertyConstraints(notEmpty = true),
            condition = @PropertyCondition(property = "messageType", equals = "email"))
        String subject,
    @TemplateProperty(
            id = "emailTemplate",
            label = "Template",
            group = "content",
            binding = @PropertyBinding(name = "template"),
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "plain", label = "Plain"),
              @DropdownPropertyChoice(value = "personal", label = "Personal")
            },
            defaultValue = "plain",
            tooltip =
                "How Intercom styles the e-mail: plain has the workspace's look, personal that of a hand-written e-mail.",
            condition = @PropertyCondition(property = "messageType", equals = "email"))
        String emailTemplate,
    @TemplateProperty(
            id = "body",
            label = "Body",
            group = "content",
            type = PropertyType.Text,
            feel = FeelMode.optional,
            tooltip = "The text of the message. In-app messages and e-mails may hold HTML.",
            exampleValue = "= \"Hello \" + contactName + \", welcome!\"",
            constraints = @PropertyConstraints(notEmpty = true))
        String body,
    @NestedProperties(addNestedPath = false) AdminFields admin,
    @TemplateProperty(
            id = "cc",
            label = "Cc (API 2.14)",
            group = "recipientDetails",
            type = PropertyType.Text,
            feel = FeelMode.required,
            tooltip =
                "Contacts who get a copy, each with a type (user, lead or contact) and one of id, userId and email.",
            exampleValue = "= [{type: \"user\", email: \"bob@example.com\"}]",
            optional = true)
        String cc,
    @TemplateProperty(
            id = "bcc",
            label = "Bcc (API 2.14)",
            group = "recipientDetails",
            type = PropertyType.Text,
            feel = FeelMode.required,
            tooltip =
                "Contacts who get a copy that the others do not see, each with a type (user, lead or contact) and one of id, userId and email.",
            exampleValue = "= [{type: \"user\", email: \"cal@example.com\"}]",
            optional = true)
        String bcc,
    @TemplateProperty(
            id = "unusedSubject",
            label = "Subject",
            group = "emailOnly",
            binding = @PropertyBinding(name = "subject"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "Kept for the message type E-mail, and not sent with any other.",
            exampleValue = "Welcome aboard",
            optional = true,
            condition =
                @PropertyCondition(
                    property = "messageType",
                    oneOf = {"inapp", "sms"}))
        String unusedSubject,
    @TemplateProperty(
            id = "unusedTemplate",
            label = "Template",
            group = "emailOnly",
            binding = @PropertyBinding(name = "template"),
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "plain", label = "Plain"),
              @DropdownPropertyChoice(value = "personal", label = "Personal")
            },
            tooltip = "Kept for the message type E-mail, and not sent with any other.",
            optional = true,
            condition =
                @PropertyCondition(
                    property = "messageType",
                    oneOf = {"inapp", "sms"}))
        String unusedTemplate,
    @TemplateProperty(
            id = "createConversationWithoutContactReply",
            label = "Begin the conversation at once",
            group = "options",
            type = PropertyType.Boolean,
            defaultValueType = DefaultValueType.Boolean,
            defaultValue = "false",
            tooltip =
                "Otherwise there is no conversation to find until the contact replies. Needs API 2.7.")
        Boolean createConversationWithoutContactReply,
    @NestedProperties(addNestedPath = false) SendOptions options) {}
