package dev.intercomconnector.template;

import io.camunda.connector.generator.dsl.Property.FeelMode;
import io.camunda.connector.generator.java.annotation.TemplateProperty;
import io.camunda.connector.generator.java.annotation.TemplateProperty.DropdownPropertyChoice;
import io.camunda.connector.generator.java.annotation.TemplateProperty.Pattern;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyBinding;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyCondition;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyConstraints;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyType;

/** The admin in whose name a message is sent. */
record AdminFields(
    @TemplateProperty(
            id = "adminBy",
            label = "Sending admin",
            group = "sender",
            binding = @PropertyBinding(name = Form.ONLY + "adminBy"),
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(
                  value = "workspaceDefault",
                  label = "Workspace's default sender"),
              @DropdownPropertyChoice(value = "email", label = "By e-mail"),
              @DropdownPropertyChoice(value = "id", label = "By Intercom ID")
            },
            defaultValue = "workspaceDefault",
            tooltip =
                "In whose name the message is sent. The default sender is set in the worker's configuration.")
        String adminBy,
    @TemplateProperty(
            id = "adminEmail",
            label = "Admin's e-mail",
            group = "sender",
            binding = @PropertyBinding(name = "from.email"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The e-mail with which the teammate signs in to Intercom.",
            exampleValue = "ada@example.com",
            constraints =
                @PropertyConstraints(
                    notEmpty = true,
                    pattern = @Pattern(value = Form.EMAIL, message = Form.EMAIL_SAYS)),
            condition = @PropertyCondition(property = "adminBy", equals = "email"))
        String adminEmail,
    @TemplateProperty(
            id = "adminId",
            label = "Admin's Intercom ID",
            group = "sender",
            binding = @PropertyBinding(name = "from.id"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "Shown in the address of the teammate's page in Intercom's settings.",
            exampleValue = "394051",
            constraints = @PropertyConstraints(notEmpty = true),
            condition = @PropertyCondition(property = "adminBy", equals = "id"))
        String adminId) {}
