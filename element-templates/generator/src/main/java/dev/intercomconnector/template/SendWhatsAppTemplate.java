package dev.intercomconnector.template;

import dev.intercomconnector.task.SendMessageInput;
import io.camunda.connector.api.annotation.OutboundConnector;
import io.camunda.connector.api.outbound.OutboundConnectorFunction;
import io.camunda.connector.generator.java.annotation.ElementTemplate;
import io.camunda.connector.generator.java.annotation.ElementTemplate.Metadata;
import io.camunda.connector.generator.java.annotation.ElementTemplate.PropertyGroup;

/**
 * What the modeler shows as "Send WhatsApp message with Intercom". It is never implemented: the
 * generator wants the annotations to sit on something that looks like a connector.
 */
@OutboundConnector(name = "Intercom: send WhatsApp message", type = SendMessageInput.TASK_TYPE)
@ElementTemplate(
    id = "dev.intercomconnector.sendWhatsAppMessage",
    name = "Send WhatsApp message with Intercom",
    version = 1,
    engineVersion = "^8.6",
    description = "Send an approved WhatsApp template to a phone number or a contact (API 2.16)",
    documentationRef = Form.MESSAGES_DOCS,
    icon = "dev/intercomconnector/template/send-message.svg",
    inputDataClass = SendWhatsAppForm.class,
    metadata =
        @Metadata(
            keywords = {
              "send whatsapp message",
              "send whatsapp template",
              "write to phone number",
              "send chat message",
              "send notification",
              "intercom"
            }),
    propertyGroups = {
      @PropertyGroup(id = "operation", label = "Message"),
      @PropertyGroup(id = "authentication", label = "Workspace", openByDefault = false),
      @PropertyGroup(id = "recipient", label = "Recipient"),
      @PropertyGroup(id = "sender", label = "Sender", openByDefault = false),
      @PropertyGroup(id = "recipientDetails", label = "Recipient type", openByDefault = false),
      @PropertyGroup(id = "options", label = "Options", openByDefault = false)
    })
interface SendWhatsAppTemplate extends OutboundConnectorFunction {}
