package dev.intercomconnector.template;

import io.camunda.connector.generator.dsl.Property.FeelMode;
import io.camunda.connector.generator.java.annotation.TemplateProperty;
import io.camunda.connector.generator.java.annotation.TemplateProperty.DefaultValueType;
import io.camunda.connector.generator.java.annotation.TemplateProperty.DropdownPropertyChoice;
import io.camunda.connector.generator.java.annotation.TemplateProperty.NestedPropertyCondition;
import io.camunda.connector.generator.java.annotation.TemplateProperty.Pattern;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyBinding;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyCondition;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyConstraints;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyType;

/**
 * The fields of the Send form, in the order in which they are shown. Every field is one of the
 * task's inputs, or steers the form. Conditions are spelled out in full: one that leaned on a
 * hidden field would see that field's default.
 */
record SendMessageForm(
    @TemplateProperty(
            id = "senderType",
            label = "Sent by",
            group = "operation",
            binding = @PropertyBinding(name = "from.type"),
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "admin", label = "Admin (teammate)"),
              @DropdownPropertyChoice(value = "user", label = "User"),
              @DropdownPropertyChoice(value = "lead", label = "Lead"),
              @DropdownPropertyChoice(value = "contact", label = "Visitor or any contact")
            },
            defaultValue = "admin",
            tooltip =
                "An admin writes to contacts. A user, lead or visitor writes to your team, which begins a conversation at once.")
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
            tooltip = "How you name the contact who writes.",
            condition =
                @PropertyCondition(
                    property = "senderType",
                    oneOf = {"user", "lead", "contact"}))
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
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(
                          property = "senderType",
                          oneOf = {"user", "lead", "contact"}),
                      @NestedPropertyCondition(property = "senderBy", equals = "userId")
                    }))
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
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(
                          property = "senderType",
                          oneOf = {"user", "lead", "contact"}),
                      @NestedPropertyCondition(property = "senderBy", equals = "email")
                    }))
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
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(
                          property = "senderType",
                          oneOf = {"user", "lead", "contact"}),
                      @NestedPropertyCondition(property = "senderBy", equals = "id")
                    }))
        String senderId,
    @TemplateProperty(
            id = "messageType",
            label = "Message type",
            group = "operation",
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "inapp", label = "In-app message"),
              @DropdownPropertyChoice(value = "email", label = "E-mail"),
              @DropdownPropertyChoice(value = "whatsapp", label = "WhatsApp (API 2.16)"),
              @DropdownPropertyChoice(value = "sms", label = "SMS (API Preview)")
            },
            defaultValue = "inapp",
            tooltip =
                "An in-app message waits in the Messenger; Intercom sends no push notification for it. WhatsApp and SMS need a newer API version than the worker's usual one.",
            condition = @PropertyCondition(property = "senderType", equals = "admin"))
        String messageType,
    @TemplateProperty(
            id = "workspace",
            label = "Workspace",
            group = "authentication",
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = Form.DEFAULT_WORKSPACE_TIP,
            exampleValue = "default",
            optional = true)
        String workspace,
    @TemplateProperty(
            id = "accessToken",
            label = "Access token",
            group = "authentication",
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = Form.ACCESS_TOKEN_TIP,
            exampleValue = "{{secrets.INTERCOM_ACCESS_TOKEN}}",
            constraints =
                @PropertyConstraints(
                    pattern = @Pattern(value = Form.SECRET, message = Form.SECRET_SAYS)),
            optional = true)
        String accessToken,
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
            tooltip = "How you name the contact who gets the message.",
            condition = @PropertyCondition(property = "senderType", equals = "admin"))
        String recipientBy,
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
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "senderType", equals = "admin"),
                      @NestedPropertyCondition(property = "recipientBy", equals = "email")
                    }))
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
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "senderType", equals = "admin"),
                      @NestedPropertyCondition(property = "recipientBy", equals = "userId")
                    }))
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
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "senderType", equals = "admin"),
                      @NestedPropertyCondition(property = "recipientBy", equals = "id")
                    }))
        String recipientId,
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
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "senderType", equals = "admin"),
                      @NestedPropertyCondition(property = "recipientBy", equals = "list")
                    }))
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
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "senderType", equals = "admin"),
                      @NestedPropertyCondition(property = "messageType", equals = "email")
                    }))
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
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "senderType", equals = "admin"),
                      @NestedPropertyCondition(property = "messageType", equals = "email")
                    }))
        String emailTemplate,
    @TemplateProperty(
            id = "body",
            label = "Body",
            group = "content",
            type = PropertyType.Text,
            feel = FeelMode.optional,
            tooltip = "The text of the message. In-app messages and e-mails may hold HTML.",
            exampleValue = "= \"Hello \" + contactName + \", welcome!\"",
            constraints = @PropertyConstraints(notEmpty = true),
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "senderType", equals = "admin"),
                      @NestedPropertyCondition(
                          property = "messageType",
                          oneOf = {"inapp", "email", "sms"})
                    }))
        String body,
    @TemplateProperty(
            id = "contactBody",
            label = "Body",
            group = "content",
            binding = @PropertyBinding(name = "body"),
            type = PropertyType.Text,
            feel = FeelMode.optional,
            tooltip = "The text of the message. Intercom does not take HTML from contacts.",
            exampleValue = "I would like to know more.",
            constraints = @PropertyConstraints(notEmpty = true),
            condition =
                @PropertyCondition(
                    property = "senderType",
                    oneOf = {"user", "lead", "contact"}))
        String contactBody,
    @TemplateProperty(
            id = "whatsAppTemplate",
            label = "Template name",
            group = "content",
            binding = @PropertyBinding(name = "template"),
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The name of a WhatsApp template that was approved for your workspace.",
            exampleValue = "order_update",
            constraints = @PropertyConstraints(notEmpty = true),
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "senderType", equals = "admin"),
                      @NestedPropertyCondition(property = "messageType", equals = "whatsapp")
                    }))
        String whatsAppTemplate,
    @TemplateProperty(
            id = "components",
            label = "Template components",
            group = "content",
            type = PropertyType.Text,
            feel = FeelMode.required,
            tooltip = "The list of the template's components, as Intercom's API takes them.",
            exampleValue =
                "= [{type: \"BODY\", parameters: [{type: \"text\", text: contactName}]}]",
            constraints = @PropertyConstraints(notEmpty = true),
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "senderType", equals = "admin"),
                      @NestedPropertyCondition(property = "messageType", equals = "whatsapp")
                    }))
        String components,
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
                "In whose name the message is sent. The default sender is set in the worker's configuration.",
            condition = @PropertyCondition(property = "senderType", equals = "admin"))
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
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "senderType", equals = "admin"),
                      @NestedPropertyCondition(property = "adminBy", equals = "email")
                    }))
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
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "senderType", equals = "admin"),
                      @NestedPropertyCondition(property = "adminBy", equals = "id")
                    }))
        String adminId,
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
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "senderType", equals = "admin"),
                      @NestedPropertyCondition(
                          property = "recipientBy",
                          oneOf = {"email", "userId", "id"})
                    }))
        String recipientType,
    @TemplateProperty(
            id = "cc",
            label = "Cc (API 2.14)",
            group = "recipientDetails",
            type = PropertyType.Text,
            feel = FeelMode.required,
            tooltip =
                "Contacts who get a copy, each with a type (user, lead or contact) and one of id, userId and email.",
            exampleValue = "= [{type: \"user\", email: \"bob@example.com\"}]",
            optional = true,
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "senderType", equals = "admin"),
                      @NestedPropertyCondition(property = "messageType", equals = "email")
                    }))
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
            optional = true,
            condition =
                @PropertyCondition(
                    property = "",
                    allMatch = {
                      @NestedPropertyCondition(property = "senderType", equals = "admin"),
                      @NestedPropertyCondition(property = "messageType", equals = "email")
                    }))
        String bcc,
    @TemplateProperty(
            id = "createConversationWithoutContactReply",
            label = "Begin the conversation at once",
            group = "options",
            type = PropertyType.Boolean,
            defaultValueType = DefaultValueType.Boolean,
            defaultValue = "false",
            tooltip =
                "Otherwise there is no conversation to find until the contact replies. Needs API 2.7.",
            condition = @PropertyCondition(property = "senderType", equals = "admin"))
        Boolean createConversationWithoutContactReply,
    @TemplateProperty(
            id = "createdAt",
            label = "Sent at (API 2.11)",
            group = "options",
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip =
                "The time that Intercom shows, for a message of the past. Leave it empty for now.",
            exampleValue = "2026-03-01T09:00:00Z",
            optional = true,
            constraints =
                @PropertyConstraints(
                    pattern =
                        @Pattern(
                            value =
                                "^(=.*|\\d{1,12}|\\d{4}-\\d{2}-\\d{2}T.+|" + Form.LEFT_EMPTY + ")$",
                            message =
                                "must be a time, such as 2026-03-01T09:00:00Z, epoch seconds, or an expression.")))
        String createdAt,
    @TemplateProperty(
            id = "referer",
            label = "Written on page",
            group = "options",
            type = PropertyType.String,
            feel = FeelMode.optional,
            tooltip = "The address of the page on which Intercom says the message was written.",
            exampleValue = "https://example.com/pricing",
            optional = true,
            condition =
                @PropertyCondition(
                    property = "senderType",
                    oneOf = {"user", "lead", "contact"}))
        String referer,
    @TemplateProperty(
            id = "onUnknownOutcome",
            label = "If the outcome is unknown",
            group = "options",
            type = PropertyType.Dropdown,
            choices = {
              @DropdownPropertyChoice(value = "incident", label = "Raise an incident"),
              @DropdownPropertyChoice(
                  value = "bpmnError",
                  label = "Throw BPMN error INTERCOM_OUTCOME_UNKNOWN"),
              @DropdownPropertyChoice(value = "resend", label = "Send again")
            },
            defaultValue = "incident",
            tooltip =
                "When the connection breaks in mid-send, nobody can tell whether Intercom has the message, and Intercom cannot be asked. Careful: with send again, the contact may get the message twice.")
        String onUnknownOutcome) {}
