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
 * What the modeler shows as "When a contact writes in Intercom". Neither is ever implemented: the
 * generator wants the annotations to sit on something that looks like a connector.
 */
final class ContactWritesTemplate {

  static final String START_ID = "dev.intercomconnector.contactWritesStart";

  static final String BOUNDARY_ID = "dev.intercomconnector.contactWritesBoundary";

  @InboundConnector(name = "Intercom: contact writes", type = "intercom-contact")
  @ElementTemplate(
      id = START_ID,
      name = "When a contact writes in Intercom (start event)",
      version = 1,
      engineVersion = "^8.6",
      description = "Begin a process when a contact begins a conversation with your team",
      documentationRef = Form.CONVERSATIONS_DOCS,
      icon = "dev/intercomconnector/template/wait-for-reply.svg",
      inputDataClass = ContactWritesForm.Start.class,
      defaultResultVariable = "contactWrote",
      metadata =
          @Metadata(
              keywords = {
                "start when contact writes",
                "new conversation",
                "new message",
                "receive message",
                "webhook",
                "intercom"
              }),
      elementTypes =
          @ConnectorElementType(
              appliesTo = {BpmnType.START_EVENT},
              elementType = BpmnType.MESSAGE_START_EVENT,
              templateNameOverride = "When a contact writes in Intercom (start event)",
              templateIdOverride = START_ID))
  interface Start extends InboundConnectorExecutable<InboundConnectorContext> {}

  @InboundConnector(name = "Intercom: contact writes", type = "intercom-contact")
  @ElementTemplate(
      id = BOUNDARY_ID,
      name = "When a contact writes in Intercom (boundary event)",
      version = 1,
      engineVersion = "^8.6",
      description = "Leave a task when a contact begins a conversation with your team",
      documentationRef = Form.CONVERSATIONS_DOCS,
      icon = "dev/intercomconnector/template/wait-for-reply.svg",
      inputDataClass = ContactWritesForm.Boundary.class,
      defaultResultVariable = "contactWrote",
      metadata =
          @Metadata(
              keywords = {
                "interrupt when contact writes",
                "new conversation",
                "new message",
                "receive message",
                "webhook",
                "intercom"
              }),
      elementTypes =
          @ConnectorElementType(
              appliesTo = {BpmnType.BOUNDARY_EVENT},
              elementType = BpmnType.BOUNDARY_EVENT,
              templateNameOverride = "When a contact writes in Intercom (boundary event)",
              templateIdOverride = BOUNDARY_ID),
      propertyGroups = @PropertyGroup(id = "operation", label = "Contact"))
  interface Boundary extends InboundConnectorExecutable<InboundConnectorContext> {}

  private ContactWritesTemplate() {}
}
