// The modeler's own components. Node cannot load them as they are published, so esbuild makes one file of them.
export { default as Modeler } from 'bpmn-js-headless/lib/Modeler';
export { CloudElementTemplatesCoreModule } from 'bpmn-js-element-templates/core';
export { CloudElementTemplatesLinterPlugin } from 'bpmn-js-element-templates';
export { default as ZeebeBehaviors } from 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
export { default as zeebe } from 'zeebe-bpmn-moddle/resources/zeebe.json';
export { default as modeler } from 'modeler-moddle/resources/modeler.json';
export { Linter } from '@camunda/linting';
