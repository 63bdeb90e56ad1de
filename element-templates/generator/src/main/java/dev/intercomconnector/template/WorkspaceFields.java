package dev.intercomconnector.template;

import io.camunda.connector.generator.dsl.Property.FeelMode;
import io.camunda.connector.generator.java.annotation.TemplateProperty;
import io.camunda.connector.generator.java.annotation.TemplateProperty.Pattern;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyConstraints;
import io.camunda.connector.generator.java.annotation.TemplateProperty.PropertyType;

/** Which workspace a task uses, and with which token where the worker does not have it. */
record WorkspaceFields(
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
        String accessToken) {}
