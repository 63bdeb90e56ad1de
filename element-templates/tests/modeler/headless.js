import {
  CloudElementTemplatesCoreModule,
  Modeler,
  ZeebeBehaviors,
  modeler as modelerExtension,
  zeebe
} from '../target/components.mjs';

/** Measures no text, since there is no page to measure on: a label stays where the diagram has it. */
const labelsAsDrawn = { textRenderer: ['value', { getExternalLabelBounds: bounds => bounds }] };

const INPUTS = 'intercom.';

/** A diagram in the headless modeler, as a designer with our templates at hand would have it. */
export class Diagram {
  #modeler;
  #templates;

  static async open(xml, templates, engine = '8.8.0') {
    const diagram = new Diagram();
    const modeler = new Modeler({
      additionalModules: [ZeebeBehaviors, CloudElementTemplatesCoreModule, labelsAsDrawn],
      moddleExtensions: { zeebe, modeler: modelerExtension }
    });
    diagram.#modeler = modeler;
    diagram.#templates = templates;
    const errors = [];
    modeler.on('elementTemplates.errors', event => errors.push(...event.errors));
    // First the engine: a template that does not fit it is dropped without a word.
    modeler.get('elementTemplates').setEngines({ camunda: engine });
    modeler.get('elementTemplatesLoader').setTemplates(templates);
    if (errors.length) throw new AggregateError(errors, 'The modeler refuses a template');
    const { warnings } = await modeler.importXML(xml);
    if (warnings.length) throw new AggregateError(warnings, 'The modeler warns of the diagram');
    return diagram;
  }

  element(id) {
    return this.#modeler.get('elementRegistry').get(id);
  }

  /** The elements that carry a template. */
  templated() {
    return this.#modeler.get('elementRegistry')
      .filter(element => element.businessObject.get('zeebe:modelerTemplate') && element.type !== 'label');
  }

  /** The newest template that the modeler would offer for an element. */
  offered(id, element) {
    return this.#modeler.get('elementTemplates').getLatest(id, element)[0];
  }

  /** Applies a template, and fills in its form: values by the ids of the template's fields. */
  apply(id, template, values = {}) {
    const loader = this.#modeler.get('elementTemplatesLoader');
    const form = filled(template, values);
    // Fields that a choice brings up are filled from what is loaded, not from what is applied.
    loader.setTemplates(this.#templates.map(known => known.id === form.id ? form : known));
    this.#modeler.get('elementTemplates').applyTemplate(this.element(id), form);
    loader.setTemplates(this.#templates);
    this.#giveLastingIds(id);
  }

  /** The modeler gives a new message, its event and its shape ids by chance; these stay the same. */
  #giveLastingIds(id) {
    const { businessObject, di } = this.element(id);
    const definition = businessObject.get('eventDefinitions')?.[0];
    const message = (definition ?? businessObject).get('messageRef');
    if (!message) return;
    message.set('id', `${id}-message`);
    definition?.set('id', `${id}-definition`);
    di.set('id', `${id}_di`);
  }

  /** Types into a field or picks a choice of a template that is applied already. */
  change(id, template, field, value) {
    const { binding } = template.properties.find(property => property.id === field);
    const owner = binding.type === 'zeebe:input'
      ? this.inputElements(id).find(input => input.target === binding.name)
      : this.#extension(id, 'zeebe:Properties').properties.find(property => property.name === binding.name);
    this.#modeler.get('modeling').updateModdleProperties(
      this.element(id), owner, binding.type === 'zeebe:input' ? { source: value } : { value });
  }

  inputElements(id) {
    return this.#extension(id, 'zeebe:IoMapping')?.inputParameters ?? [];
  }

  /** The task's inputs as the diagram writes them: sources by name. All of them are entries of one variable. */
  inputs(id) {
    return Object.fromEntries(this.inputElements(id).map(({ target, source }) => {
      if (!target.startsWith(INPUTS)) throw new Error(`${target} is not in the variable of the inputs`);
      return [target.slice(INPUTS.length), source];
    }));
  }

  /** The message that the element waits for: its name and correlation key, if it has one, and what it leaves, sources by target. */
  message(id) {
    const { businessObject } = this.element(id);
    const message = (businessObject.get('eventDefinitions')?.[0] ?? businessObject).get('messageRef');
    const subscription = message.get('extensionElements')?.get('values').find(value => value.$type === 'zeebe:Subscription');
    const outputs = this.#extension(id, 'zeebe:IoMapping').outputParameters;
    return {
      name: message.get('name'),
      correlationKey: subscription?.get('correlationKey'),
      outputs: Object.fromEntries(outputs.map(output => [output.target, output.source]))
    };
  }

  headers(id) {
    return Object.fromEntries(
      (this.#extension(id, 'zeebe:TaskHeaders')?.values ?? []).map(header => [header.key, header.value]));
  }

  task(id) {
    const { type, retries } = this.#extension(id, 'zeebe:TaskDefinition');
    return { type, retries };
  }

  async xml() {
    return (await this.#modeler.saveXML({ format: true })).xml;
  }

  #extension(id, type) {
    return this.element(id).businessObject.get('extensionElements')?.get('values').find(value => value.$type === type);
  }
}

/** The template with the given values as its defaults, which is what a form filled in comes to. */
function filled(template, values) {
  const unknown = new Set(Object.keys(values));
  const properties = template.properties.map(property => {
    if (!(property.id in values)) return property;
    unknown.delete(property.id);
    if (property.choices && !property.choices.some(choice => choice.value === values[property.id])) {
      throw new Error(`${values[property.id]} is no choice of ${property.id}`);
    }
    return { ...property, value: values[property.id] };
  });
  if (unknown.size) throw new Error(`${template.id} has no fields ${[...unknown]}`);
  return { ...template, properties };
}
