package dev.intercomconnector.template;

import io.camunda.connector.generator.dsl.Property.FeelMode;
import io.camunda.connector.generator.java.annotation.TemplateProperty;
import io.camunda.connector.generator.java.annotation.TemplateProperty.DropdownPropertyChoice;
import io.camunda.connector.generator.java.annotation.TemplateProperty.Pattern;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyConstraints;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyType;

/** What every send can be told beside the message. */
record SendOptions(
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
                    pattern = @Pattern(value = Form.TIME, message = Form.TIME_SAYS)))
        String createdAt,
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
