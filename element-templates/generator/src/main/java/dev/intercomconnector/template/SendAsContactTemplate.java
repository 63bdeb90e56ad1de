package dev.intercomconnector.template;

import dev.intercomconnector.task.SendMessageInput;
import io.camunda.connector.api.annotation.OutboundConnector;
import io.camunda.connector.api.outbound.OutboundConnectorFunction;
import io.camunda.connector.generator.java.annotation.ElementTemplate;
import io.camunda.connector.generator.java.annotation.ElementTemplate.Metadata;
import io.camunda.connector.generator.java.annotation.ElementTemplate.PropertyGroup;

/**
 * What the modeler shows as "Send message as contact with Intercom". It is never implemented: the
 * generator wants the annotations to sit on something that looks like a connector.
 */
@OutboundConnector(name = "Intercom: send message as contact", type = SendMessageInput.TASK_TYPE)
@ElementTemplate(
    id = "dev.intercomconnector.sendMessageAsContact",
    name = "Send message as contact with Intercom",
    version = 1,
    engineVersion = "^8.6",
    description =
        "Write to your team in a user's, lead's or visitor's name, which begins a conversation at once",
    documentationRef = Form.MESSAGES_DOCS,
    icon = "dev/intercomconnector/template/send-message.svg",
    inputDataClass = SendAsContactForm.class,
    metadata =
        @Metadata(
            keywords = {
              "send message as user",
              "send message as contact",
              "write to the team",
              "start conversation",
              "open conversation",
              "contact support",
              "user-initiated message",
              "intercom"
            }),
    propertyGroups = {
      @PropertyGroup(id = "operation", label = "Contact"),
      @PropertyGroup(id = "authentication", label = "Workspace", openByDefault = false),
      @PropertyGroup(id = "content", label = "Content"),
      @PropertyGroup(id = "options", label = "Options", openByDefault = false)
    })
interface SendAsContactTemplate extends OutboundConnectorFunction {}
