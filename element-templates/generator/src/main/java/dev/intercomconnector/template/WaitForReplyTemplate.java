package dev.intercomconnector.template;

import io.camunda.connector.api.annotation.InboundConnector;
import io.camunda.connector.api.inbound.InboundConnectorContext;
import io.camunda.connector.api.inbound.InboundConnectorExecutable;
import io.camunda.connector.generator.dsl.BpmnType;
import io.camunda.connector.generator.java.annotation.ElementTemplate;
import io.camunda.connector.generator.java.annotation.ElementTemplate.ConnectorElementType;
import io.camunda.connector.generator.java.annotation.ElementTemplate.Metadata;
import io.camunda.connector.generator.java.annotation.ElementTemplate.PropertyGroup;

/**
 * What the modeler shows as "Wait for Intercom reply", for each kind of element that can wait for a
 * message. It is never implemented: the generator wants the annotations to sit on something that
 * looks like a connector, and only an inbound one may be an event that catches.
 */
@InboundConnector(name = "Intercom: wait for reply", type = "intercom-conversation")
@ElementTemplate(
    id = WaitForReplyTemplate.EVENT,
    name = "Wait for Intercom reply",
    version = 1,
    engineVersion = "^8.6",
    description = "Wait until the contact replies, as a message that a process can wait for",
    documentationRef = Form.CONVERSATIONS_DOCS,
    icon = "dev/intercomconnector/template/wait-for-reply.svg",
    inputDataClass = WaitForReplyForm.class,
    defaultResultVariable = "conversation",
    metadata =
        @Metadata(
            keywords = {
              "wait for reply",
              "wait for answer",
              "catch reply",
              "receive answer",
              "receive message",
              "wait for conversation to close",
              "webhook",
              "intercom"
            }),
    elementTypes = {
      // An intermediate event from the palette is a throwing one until it is given a kind.
      @ConnectorElementType(
          appliesTo = {BpmnType.INTERMEDIATE_CATCH_EVENT, BpmnType.INTERMEDIATE_THROW_EVENT},
          elementType = BpmnType.INTERMEDIATE_CATCH_EVENT,
          templateNameOverride = "Wait for Intercom reply",
          templateIdOverride = WaitForReplyTemplate.EVENT),
      @ConnectorElementType(
          appliesTo = {BpmnType.TASK},
          elementType = BpmnType.RECEIVE_TASK,
          templateNameOverride = "Wait for Intercom reply (receive task)",
          templateIdOverride = WaitForReplyTemplate.RECEIVE_TASK),
      @ConnectorElementType(
          appliesTo = {BpmnType.BOUNDARY_EVENT},
          elementType = BpmnType.BOUNDARY_EVENT,
          templateNameOverride = "Wait for Intercom reply (boundary event)",
          templateIdOverride = WaitForReplyTemplate.BOUNDARY_EVENT),
      @ConnectorElementType(
          appliesTo = {BpmnType.START_EVENT},
          elementType = BpmnType.MESSAGE_START_EVENT,
          templateNameOverride = "Wait for Intercom reply (start event)",
          templateIdOverride = WaitForReplyTemplate.START_EVENT)
    },
    propertyGroups = @PropertyGroup(id = "operation", label = "Conversation"))
interface WaitForReplyTemplate extends InboundConnectorExecutable<InboundConnectorContext> {

  String EVENT = "dev.intercomconnector.waitForReply";

  String RECEIVE_TASK = "dev.intercomconnector.waitForReplyTask";

  String BOUNDARY_EVENT = "dev.intercomconnector.waitForReplyBoundary";

  String START_EVENT = "dev.intercomconnector.waitForReplyStart";
}
