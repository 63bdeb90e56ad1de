package dev.intercomconnector.template;

import io.camunda.connector.generator.dsl.Property.FeelMode;
import io.camunda.connector.generator.java.annotation.NestedProperties;
import io.camunda.connector.generator.java.annotation.TemplateProperty;
import io.camunda.connector.generator.java.annotation.TemplateProperty.DropdownPropertyChoice;
import io.camunda.connector.generator.java.annotation.TemplateProperty.NestedPropertyCondition;
import io.camunda.connector.generator.java.annotation.TemplateProperty.Pattern;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyBinding;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyCondition;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyConstraints;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyType;

/**
 * The fields of the Find form, in the order in which they are shown. Every field is one of the
 * task's inputs, or steers the form.
 */
record FindConversationForm(
    @TemplateProperty(
            id = "findBy",
            label = "Find by",
            group = "operation",
            binding = @PropertyBinding(name = Form.ONLY + "findBy"),
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "message", label = "Message ID"),
              @DropdownPropertyChoice(
                  value = "contact",
                  label = "Latest open conversation of a contact")
            },
            defaultValue = "message",
            tooltip =
                "The message ID is the sure way: it is in the result of Send message with Intercom. By contact, only open conversations are found.")
        String findBy,
    @TemplateProperty(
            id = "messageId",
            label = "Message ID",
            group = "operation",
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip =
                "The ID of the message that began the conversation: messageId in the result of Send message with Intercom.",
            exampleValue = "= welcome.messageId",
            constraints = @PropertyConstraints(notEmpty = true),
            condition = @PropertyCondition(property = "findBy", equals = "message"))
        String messageId,
    @TemplateProperty(
            id = "contactBy",
            label = "Contact",
            group = "operation",
            binding = @PropertyBinding(name = Form.ONLY + "contactBy"),
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "email", label = "By e-mail"),
              @DropdownPropertyChoice(value = "userId", label = "By external ID"),
              @DropdownPropertyChoice(value = "id", label = "By Intercom ID")
            },
            defaultValue = "email",
            tooltip = "How you name the contact.",
            condition = @PropertyCondition(property = "findBy", equals = "contact"))
        String contactBy,
    @TemplateProperty(
            id = "contactEmail",
            label = "Contact's e-mail",
            group = "operation",
            binding = @PropertyBinding(name = "contact.email"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The contact's e-mail in Intercom.",
            exampleValue = "ann@example.com",
            constraints =
                @PropertyConstraints(
                    notEmpty = true,
                    pattern = @Pattern(value = Form.EMAIL, message = Form.EMAIL_SAYS)),
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "findBy", equals = "contact"),
                      @NestedPropertyCondition(property = "contactBy", equals = "email")
                    }))
        String contactEmail,
    @TemplateProperty(
            id = "contactUserId",
            label = "Contact's external ID",
            group = "operation",
            binding = @PropertyBinding(name = "contact.userId"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The ID that your own product gave the contact.",
            exampleValue = "= customerId",
            constraints = @PropertyConstraints(notEmpty = true),
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "findBy", equals = "contact"),
                      @NestedPropertyCondition(property = "contactBy", equals = "userId")
                    }))
        String contactUserId,
    @TemplateProperty(
            id = "contactId",
            label = "Contact's Intercom ID",
            group = "operation",
            binding = @PropertyBinding(name = "contact.id"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The ID that Intercom gave the contact.",
            exampleValue = "63a07ddf05a32042dffac965",
            constraints = @PropertyConstraints(notEmpty = true),
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "findBy", equals = "contact"),
                      @NestedPropertyCondition(property = "contactBy", equals = "id")
                    }))
        String contactId,
    @NestedProperties(addNestedPath = false) WorkspaceFields workspace,
    @TemplateProperty(
            id = "waitUntil",
            label = "Wait until",
            group = "waiting",
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "now", label = "Do not wait: look once"),
              @DropdownPropertyChoice(value = "exists", label = "The conversation exists"),
              @DropdownPropertyChoice(value = "replied", label = "The contact has replied"),
              @DropdownPropertyChoice(value = "closed", label = "The conversation is closed")
            },
            defaultValue = "now",
            tooltip = "Waiting costs no retries and survives restarts.",
            condition = @PropertyCondition(property = "findBy", equals = "message"))
        String waitUntil,
    @TemplateProperty(
            id = "waitFor",
            label = "Wait at most",
            group = "waiting",
            type = PropertyType.String,
            feel = FeelMode.optional,
            defaultValue = "P3D",
            tooltip =
                "ISO-8601 duration, counted from the moment the task begins: P3D is three days, PT4H four hours.",
            exampleValue = "P3D",
            constraints =
                @PropertyConstraints(
                    notEmpty = true,
                    pattern = @Pattern(value = Form.WAIT, message = Form.WAIT_SAYS)),
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "findBy", equals = "message"),
                      @NestedPropertyCondition(
                          property = "waitUntil",
                          oneOf = {"exists", "replied", "closed"})
                    }))
        String waitFor,
    @TemplateProperty(
            id = "onTimeout",
            label = "When the time is over",
            group = "waiting",
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(
                  value = "bpmnError",
                  label = "Throw BPMN error INTERCOM_CONVERSATION_TIMEOUT"),
              @DropdownPropertyChoice(value = "complete", label = "Complete with found = false")
            },
            defaultValue = "bpmnError",
            tooltip =
                "An error is caught by a boundary event; found can be asked by a gateway after the task.",
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "findBy", equals = "message"),
                      @NestedPropertyCondition(
                          property = "waitUntil",
                          oneOf = {"exists", "replied", "closed"})
                    }))
        String onTimeout,
    @TemplateProperty(
            id = "contactWaitUntil",
            label = "Wait until",
            group = "waiting",
            binding = @PropertyBinding(name = "waitUntil"),
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "now", label = "Do not wait: look once"),
              @DropdownPropertyChoice(value = "exists", label = "The conversation exists"),
              @DropdownPropertyChoice(value = "replied", label = "The contact has replied")
            },
            defaultValue = "now",
            tooltip =
                "Waiting costs no retries and survives restarts. To wait until a conversation is closed, find it by message ID.",
            condition = @PropertyCondition(property = "findBy", equals = "contact"))
        String contactWaitUntil,
    @TemplateProperty(
            id = "contactWaitFor",
            label = "Wait at most",
            group = "waiting",
            binding = @PropertyBinding(name = "waitFor"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            defaultValue = "P3D",
            tooltip =
                "ISO-8601 duration, counted from the moment the task begins: P3D is three days, PT4H four hours.",
            exampleValue = "P3D",
            constraints =
                @PropertyConstraints(
                    notEmpty = true,
                    pattern = @Pattern(value = Form.WAIT, message = Form.WAIT_SAYS)),
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "findBy", equals = "contact"),
                      @NestedPropertyCondition(
                          property = "contactWaitUntil",
                          oneOf = {"exists", "replied"})
                    }))
        String contactWaitFor,
    @TemplateProperty(
            id = "contactOnTimeout",
            label = "When the time is over",
            group = "waiting",
            binding = @PropertyBinding(name = "onTimeout"),
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(
                  value = "bpmnError",
                  label = "Throw BPMN error INTERCOM_CONVERSATION_TIMEOUT"),
              @DropdownPropertyChoice(value = "complete", label = "Complete with found = false")
            },
            defaultValue = "bpmnError",
            tooltip =
                "An error is caught by a boundary event; found can be asked by a gateway after the task.",
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "findBy", equals = "contact"),
                      @NestedPropertyCondition(
                          property = "contactWaitUntil",
                          oneOf = {"exists", "replied"})
                    }))
        String contactOnTimeout,
    @TemplateProperty(
            id = "narrowBy",
            label = "Only of contact",
            group = "contact",
            binding = @PropertyBinding(name = Form.ONLY + "narrowBy"),
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "none", label = "Any contact"),
              @DropdownPropertyChoice(value = "email", label = "By e-mail"),
              @DropdownPropertyChoice(value = "userId", label = "By external ID"),
              @DropdownPropertyChoice(value = "id", label = "By Intercom ID")
            },
            defaultValue = "none",
            tooltip =
                "Where a message went to several contacts, each has a conversation of their own.",
            condition = @PropertyCondition(property = "findBy", equals = "message"))
        String narrowBy,
    @TemplateProperty(
            id = "narrowEmail",
            label = "Contact's e-mail",
            group = "contact",
            binding = @PropertyBinding(name = "contact.email"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The contact's e-mail in Intercom.",
            exampleValue = "ann@example.com",
            constraints =
                @PropertyConstraints(
                    notEmpty = true,
                    pattern = @Pattern(value = Form.EMAIL, message = Form.EMAIL_SAYS)),
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "findBy", equals = "message"),
                      @NestedPropertyCondition(property = "narrowBy", equals = "email")
                    }))
        String narrowEmail,
    @TemplateProperty(
            id = "narrowUserId",
            label = "Contact's external ID",
            group = "contact",
            binding = @PropertyBinding(name = "contact.userId"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The ID that your own product gave the contact.",
            exampleValue = "= customerId",
            constraints = @PropertyConstraints(notEmpty = true),
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "findBy", equals = "message"),
                      @NestedPropertyCondition(property = "narrowBy", equals = "userId")
                    }))
        String narrowUserId,
    @TemplateProperty(
            id = "narrowId",
            label = "Contact's Intercom ID",
            group = "contact",
            binding = @PropertyBinding(name = "contact.id"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The ID that Intercom gave the contact.",
            exampleValue = "63a07ddf05a32042dffac965",
            constraints = @PropertyConstraints(notEmpty = true),
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "findBy", equals = "message"),
                      @NestedPropertyCondition(property = "narrowBy", equals = "id")
                    }))
        String narrowId,
    @TemplateProperty(
            id = "contactType",
            label = "Contact is",
            group = "contact",
            binding = @PropertyBinding(name = "contact.type"),
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "contact", label = "User or lead"),
              @DropdownPropertyChoice(value = "user", label = "User"),
              @DropdownPropertyChoice(value = "lead", label = "Lead")
            },
            defaultValue = "contact",
            tooltip = "Decides where a user and a lead share the e-mail or external ID.",
            condition = @PropertyCondition(property = "findBy", equals = "contact"))
        String contactType,
    @TemplateProperty(
            id = "includeParts",
            label = "Include what was said",
            group = "options",
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "none", label = "No"),
              @DropdownPropertyChoice(value = "plaintext", label = "As plain text"),
              @DropdownPropertyChoice(value = "html", label = "As HTML")
            },
            defaultValue = "none",
            tooltip =
                "Puts the whole conversation into the result, as the list parts. Mind the size of your variables.")
        String includeParts) {}
