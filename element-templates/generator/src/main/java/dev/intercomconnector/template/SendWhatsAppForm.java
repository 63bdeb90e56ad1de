package dev.intercomconnector.template;

import io.camunda.connector.generator.dsl.Property.FeelMode;
import io.camunda.connector.generator.java.annotation.NestedProperties;
import io.camunda.connector.generator.java.annotation.TemplateProperty;
import io.camunda.connector.generator.java.annotation.TemplateProperty.DefaultValueType;
import io.camunda.connector.generator.java.annotation.TemplateProperty.DropdownPropertyChoice;
import io.camunda.connector.generator.java.annotation.TemplateProperty.Pattern;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyBinding;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyCondition;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyConstraints;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyType;

/** The fields of the form of a WhatsApp message, in the order in which they are shown. */
record SendWhatsAppForm(
    @TemplateProperty(id = "messageType", type = PropertyType.Hidden, defaultValue = "whatsapp")
        String messageType,
    @TemplateProperty(
            id = "template",
            label = "Template name",
            group = "operation",
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The name of a WhatsApp template that was approved for your workspace.",
            exampleValue = "order_update",
            constraints = @PropertyConstraints(notEmpty = true))
        String template,
    @TemplateProperty(
            id = "locale",
            label = "Template language",
            group = "operation",
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip =
                "The language of the template, as Intercom names it. Leave it empty where the template has one only.",
            exampleValue = "en",
            optional = true)
        String locale,
    @TemplateProperty(
            id = "components",
            label = "Template components",
            group = "operation",
            type = PropertyType.Text,
            feel = FeelMode.required,
            tooltip = "The list of the template's components, as Intercom's API takes them.",
            exampleValue =
                "= [{type: \"BODY\", parameters: [{type: \"text\", text: contactName}]}]",
            constraints = @PropertyConstraints(notEmpty = true))
        String components,
    @NestedProperties(addNestedPath = false) WorkspaceFields workspace,
    @TemplateProperty(
            id = "recipientBy",
            label = "Recipient",
            group = "recipient",
            binding = @PropertyBinding(name = Form.ONLY + "recipientBy"),
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "phone", label = "Phone number"),
              @DropdownPropertyChoice(value = "email", label = "Contact by e-mail"),
              @DropdownPropertyChoice(value = "userId", label = "Contact by external ID"),
              @DropdownPropertyChoice(value = "id", label = "Contact by Intercom ID")
            },
            defaultValue = "phone",
            tooltip = "How you name the person who gets the message.")
        String recipientBy,
    @TemplateProperty(
            id = "recipientPhone",
            label = "Phone number",
            group = "recipient",
            binding = @PropertyBinding(name = "to.phone"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "With the country's code. The person need not be a contact yet.",
            exampleValue = "5547999998888",
            constraints =
                @PropertyConstraints(
                    notEmpty = true,
                    pattern = @Pattern(value = Form.PHONE, message = Form.PHONE_SAYS)),
            condition = @PropertyCondition(property = "recipientBy", equals = "phone"))
        String recipientPhone,
    @TemplateProperty(
            id = "recipientName",
            label = "Person's name",
            group = "recipient",
            binding = @PropertyBinding(name = "to.name"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The name that a new contact gets in Intercom.",
            exampleValue = "= contactName",
            optional = true,
            condition = @PropertyCondition(property = "recipientBy", equals = "phone"))
        String recipientName,
    @NestedProperties(addNestedPath = false) RecipientFields recipient,
    @NestedProperties(addNestedPath = false) AdminFields admin,
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
