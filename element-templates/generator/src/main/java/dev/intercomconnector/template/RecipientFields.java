package dev.intercomconnector.template;

import io.camunda.connector.generator.dsl.Property.FeelMode;
import io.camunda.connector.generator.java.annotation.TemplateProperty;
import io.camunda.connector.generator.java.annotation.TemplateProperty.DropdownPropertyChoice;
import io.camunda.connector.generator.java.annotation.TemplateProperty.Pattern;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyBinding;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyCondition;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyConstraints;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyType;

/** The contact who gets a message, named in the way that the form's field "Recipient" says. */
record RecipientFields(
    @TemplateProperty(
            id = "recipientEmail",
            label = "Contact's e-mail",
            group = "recipient",
            binding = @PropertyBinding(name = "to.email"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip =
                "The contact's e-mail in Intercom. It is looked up before anything is sent; exactly one contact must have it.",
            exampleValue = "ann@example.com",
            constraints =
                @PropertyConstraints(
                    notEmpty = true,
                    pattern = @Pattern(value = Form.EMAIL, message = Form.EMAIL_SAYS)),
            condition = @PropertyCondition(property = "recipientBy", equals = "email"))
        String recipientEmail,
    @TemplateProperty(
            id = "recipientUserId",
            label = "Contact's external ID",
            group = "recipient",
            binding = @PropertyBinding(name = "to.userId"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip =
                "The ID that your own product gave the contact. It is looked up before anything is sent.",
            exampleValue = "= customerId",
            constraints = @PropertyConstraints(notEmpty = true),
            condition = @PropertyCondition(property = "recipientBy", equals = "userId"))
        String recipientUserId,
    @TemplateProperty(
            id = "recipientId",
            label = "Contact's Intercom ID",
            group = "recipient",
            binding = @PropertyBinding(name = "to.id"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The ID that Intercom gave the contact.",
            exampleValue = "63a07ddf05a32042dffac965",
            constraints = @PropertyConstraints(notEmpty = true),
            condition = @PropertyCondition(property = "recipientBy", equals = "id"))
        String recipientId,
    @TemplateProperty(
            id = "recipientType",
            label = "Recipient is",
            group = "recipientDetails",
            binding = @PropertyBinding(name = "to.type"),
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "contact", label = "User or lead"),
              @DropdownPropertyChoice(value = "user", label = "User"),
              @DropdownPropertyChoice(value = "lead", label = "Lead")
            },
            defaultValue = "contact",
            tooltip =
                "Decides where a user and a lead share the e-mail or external ID. Otherwise several matches are the error INTERCOM_CONTACT_AMBIGUOUS.",
            condition =
                @PropertyCondition(
                    property = "recipientBy",
                    oneOf = {"email", "userId", "id"}))
        String recipientType) {}
