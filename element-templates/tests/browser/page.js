import Modeler from 'camunda-bpmn-js/lib/camunda-cloud/Modeler';
import 'camunda-bpmn-js/dist/assets/camunda-cloud-modeler.css';

let modeler;

/** Runs in the page: opens a diagram in the modeler, as a designer with these templates at hand would have it. */
window.openDiagram = async (xml, templates) => {
  modeler?.destroy();
  modeler = new Modeler({ container: '#canvas', propertiesPanel: { parent: '#panel' } });
  const complaints = [];
  modeler.on('elementTemplates.errors', event => complaints.push(...event.errors.map(String)));
  // First the engine: a template that does not fit it is dropped without a word.
  modeler.get('elementTemplates').setEngines({ camunda: '8.8.0' });
  modeler.get('elementTemplatesLoader').setTemplates(templates);
  const { warnings } = await modeler.importXML(xml);
  return [...complaints, ...warnings.map(String)];
};

window.saveDiagram = async () => (await modeler.saveXML({ format: true })).xml;

window.undo = () => modeler.get('commandStack').undo();

window.selected = () => modeler.get('selection').get()[0]?.id;

/** What stands in the diagram for an element: inputs, headers and properties by their names. */
window.written = id => {
  const values = {};
  const element = modeler.get('elementRegistry').get(id).businessObject;
  for (const extension of element.extensionElements?.values ?? []) {
    for (const input of extension.inputParameters ?? []) values[input.target] = input.source;
    for (const { key, value } of extension.$type === 'zeebe:TaskHeaders' ? extension.values : []) values[key] = value;
    for (const { name, value } of extension.properties ?? []) values[name] = value;
    if (extension.$type === 'zeebe:TaskDefinition') Object.assign(values, { type: extension.type, retries: extension.retries });
  }
  return values;
};

window.correlationKey = id => {
  const { eventDefinitions, messageRef } = modeler.get('elementRegistry').get(id).businessObject;
  const message = eventDefinitions?.[0].messageRef ?? messageRef;
  return message.extensionElements?.values.find(({ $type }) => $type === 'zeebe:Subscription')?.correlationKey;
};

window.templateOf = id => {
  const { modelerTemplate, modelerTemplateVersion } = modeler.get('elementRegistry').get(id).businessObject;
  return { id: modelerTemplate, version: modelerTemplateVersion };
};
