package dev.intercomconnector.template;

import dev.intercomconnector.task.FindConversationInput;
import io.camunda.connector.api.annotation.OutboundConnector;
import io.camunda.connector.api.outbound.OutboundConnectorFunction;
import io.camunda.connector.generator.java.annotation.ElementTemplate;
import io.camunda.connector.generator.java.annotation.ElementTemplate.Metadata;
import io.camunda.connector.generator.java.annotation.ElementTemplate.PropertyGroup;

/**
 * What the modeler shows as "Find Intercom conversation". It is never implemented: the generator
 * wants the annotations to sit on something that looks like a connector.
 */
@OutboundConnector(name = "Intercom: find conversation", type = FindConversationInput.TASK_TYPE)
@ElementTemplate(
    id = "dev.intercomconnector.findConversation",
    name = "Find Intercom conversation",
    version = 1,
    engineVersion = "^8.6",
    description = "Find the conversation that a message began, now or once the contact has replied",
    documentationRef = Form.CONVERSATIONS_DOCS,
    icon = "dev/intercomconnector/template/find-conversation.svg",
    inputDataClass = FindConversationForm.class,
    metadata =
        @Metadata(
            keywords = {
              "find conversation",
              "find chat",
              "wait for answer",
              "wait for reply",
              "check for reply",
              "wait for conversation to close",
              "read conversation",
              "intercom"
            }),
    propertyGroups = {
      @PropertyGroup(id = "operation", label = "Conversation"),
      @PropertyGroup(id = "authentication", label = "Workspace", openByDefault = false),
      @PropertyGroup(id = "waiting", label = "Waiting"),
      @PropertyGroup(id = "contact", label = "Contact", openByDefault = false),
      @PropertyGroup(id = "options", label = "Options", openByDefault = false)
    })
interface FindConversationTemplate extends OutboundConnectorFunction {}
