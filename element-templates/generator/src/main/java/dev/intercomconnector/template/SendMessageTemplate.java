package dev.intercomconnector.template;

import dev.intercomconnector.task.SendMessageInput;
import io.camunda.connector.api.annotation.OutboundConnector;
import io.camunda.connector.api.outbound.OutboundConnectorFunction;
import io.camunda.connector.generator.java.annotation.ElementTemplate;
import io.camunda.connector.generator.java.annotation.ElementTemplate.Metadata;
import io.camunda.connector.generator.java.annotation.ElementTemplate.PropertyGroup;

/**
 * What the modeler shows as "Send message with Intercom". It is never implemented: the generator
 * wants the annotations to sit on something that looks like a connector.
 */
@OutboundConnector(name = "Intercom: send message", type = SendMessageInput.TASK_TYPE)
@ElementTemplate(
    id = "dev.intercomconnector.sendMessage",
    name = "Send message with Intercom",
    version = 1,
    engineVersion = "^8.6",
    description = "Send an in-app message, an e-mail or an SMS to a contact",
    documentationRef = Form.MESSAGES_DOCS,
    icon = "dev/intercomconnector/template/send-message.svg",
    inputDataClass = SendMessageForm.class,
    metadata =
        @Metadata(
            keywords = {
              "send message",
              "send in-app message",
              "send e-mail",
              "send email",
              "send mail",
              "send chat message",
              "notify customer",
              "send notification",
              "write to customer",
              "onboarding",
              "onboard user",
              "intercom"
            }),
    propertyGroups = {
      @PropertyGroup(id = "operation", label = "Message"),
      @PropertyGroup(id = "authentication", label = "Workspace", openByDefault = false),
      @PropertyGroup(id = "recipient", label = "Recipient"),
      @PropertyGroup(id = "content", label = "Content"),
      @PropertyGroup(id = "sender", label = "Sender", openByDefault = false),
      @PropertyGroup(
          id = "recipientDetails",
          label = "Recipient type and copies",
          openByDefault = false),
      @PropertyGroup(id = "emailOnly", label = "Only in an e-mail", openByDefault = false),
      @PropertyGroup(id = "options", label = "Options", openByDefault = false)
    })
interface SendMessageTemplate extends OutboundConnectorFunction {}
