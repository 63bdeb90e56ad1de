package dev.intercomconnector.template;

import io.camunda.connector.generator.dsl.Property.FeelMode;
import io.camunda.connector.generator.java.annotation.NestedProperties;
import io.camunda.connector.generator.java.annotation.TemplateProperty;
import io.camunda.connector.generator.java.annotation.TemplateProperty.DropdownPropertyChoice;
import io.camunda.connector.generator.java.annotation.TemplateProperty.Pattern;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyBinding;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyCondition;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyConstraints;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyType;

/**
 * The fields of the form of a contact's own message to the team, in the order in which they are
 * shown.
 */
record SendAsContactForm(
    @TemplateProperty(
            id = "senderType",
            label = "Sent by",
            group = "operation",
            binding = @PropertyBinding(name = "from.type"),
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "user", label = "User"),
              @DropdownPropertyChoice(value = "lead", label = "Lead"),
              @DropdownPropertyChoice(value = "contact", label = "Visitor or any contact")
            },
            defaultValue = "user",
            tooltip =
                "Who writes to your team, which begins a conversation at once. A visitor becomes a lead.")
        String senderType,
    @TemplateProperty(
            id = "senderBy",
            label = "Contact",
            group = "operation",
            binding = @PropertyBinding(name = Form.ONLY + "senderBy"),
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "userId", label = "By external ID"),
              @DropdownPropertyChoice(value = "email", label = "By e-mail"),
              @DropdownPropertyChoice(value = "id", label = "By Intercom ID")
            },
            defaultValue = "userId",
            tooltip = "How you name the contact who writes.")
        String senderBy,
    @TemplateProperty(
            id = "senderUserId",
            label = "Contact's external ID",
            group = "operation",
            binding = @PropertyBinding(name = "from.userId"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The ID that your own product gave the contact.",
            exampleValue = "= customerId",
            constraints = @PropertyConstraints(notEmpty = true),
            condition = @PropertyCondition(property = "senderBy", equals = "userId"))
        String senderUserId,
    @TemplateProperty(
            id = "senderEmail",
            label = "Contact's e-mail",
            group = "operation",
            binding = @PropertyBinding(name = "from.email"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The contact's e-mail in Intercom.",
            exampleValue = "ann@example.com",
            constraints =
                @PropertyConstraints(
                    notEmpty = true,
                    pattern = @Pattern(value = Form.EMAIL, message = Form.EMAIL_SAYS)),
            condition = @PropertyCondition(property = "senderBy", equals = "email"))
        String senderEmail,
    @TemplateProperty(
            id = "senderId",
            label = "Contact's Intercom ID",
            group = "operation",
            binding = @PropertyBinding(name = "from.id"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The ID that Intercom gave the contact.",
            exampleValue = "63a07ddf05a32042dffac965",
            constraints = @PropertyConstraints(notEmpty = true),
            condition = @PropertyCondition(property = "senderBy", equals = "id"))
        String senderId,
    @NestedProperties(addNestedPath = false) WorkspaceFields workspace,
    @TemplateProperty(
            id = "body",
            label = "Body",
            group = "content",
            type = PropertyType.Text,
            feel = FeelMode.optional,
            tooltip = "The text of the message. Intercom does not take HTML from contacts.",
            exampleValue = "I would like to know more.",
            constraints = @PropertyConstraints(notEmpty = true))
        String body,
    @TemplateProperty(
            id = "referer",
            label = "Written on page",
            group = "options",
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The address of the page on which Intercom says the message was written.",
            exampleValue = "https://example.com/pricing",
            optional = true)
        String referer,
    @NestedProperties(addNestedPath = false) SendOptions options) {}
