import { Diagram } from '../modeler/headless.js';
import { templates } from '../modeler/files.js';

const SIZES = { task: [100, 80], event: [36, 36], gateway: [50, 50], process: [350, 200] };

/**
 * The XML of an example. A node is placed by its centre and stands in a sub-process if it says so, a flow runs straight between two nodes unless it says via
 * which points, and a task's form is filled in the way a designer does it: by a template and its fields.
 */
export async function write(process) {
  const diagram = await Diagram.open(plain(process), templates);
  for (const { id, template, values } of process.nodes.filter(node => node.template)) {
    diagram.apply(id, template, values);
  }
  return diagram.xml();
}

function plain({ id, name, doc, nodes, flows, errors = [] }) {
  const byId = Object.fromEntries(nodes.map(node => [node.id, node]));
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="${id}-definitions" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0">
<bpmn:process id="${id}" name="${text(name)}" isExecutable="true">
<bpmn:documentation>${text(doc)}</bpmn:documentation>
${elements(undefined, nodes, flows)}
</bpmn:process>
${errors.map(error => `<bpmn:error id="${error.id}" name="${error.code}" errorCode="${error.code}" />`).join('\n')}
<bpmndi:BPMNDiagram id="${id}-diagram"><bpmndi:BPMNPlane id="${id}-plane" bpmnElement="${id}">
${nodes.map(shape).join('\n')}
${flows.map(flow => edge(flow, byId)).join('\n')}
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
}

/** What stands directly in a sub-process, or in the process itself. A flow stands where it begins. */
function elements(container, nodes, flows) {
  const here = nodes.filter(node => node.in === container);
  return [
    ...here.map(node => nodeXml(node, nodes, flows)),
    ...flows.filter(flow => here.some(node => node.id === flow.from)).map(flowXml)
  ].join('\n');
}

function nodeXml({ id, type, name, doc, on, extensions = '', definition = '' }, nodes, flows) {
  const incoming = flows.filter(flow => flow.to === id).map(flow => `<bpmn:incoming>${flow.id}</bpmn:incoming>`);
  const outgoing = flows.filter(flow => flow.from === id).map(flow => `<bpmn:outgoing>${flow.id}</bpmn:outgoing>`);
  const otherwise = flows.find(flow => flow.from === id && flow.isDefault);
  const attributes = [
    name && ` name="${text(name)}"`,
    otherwise && ` default="${otherwise.id}"`,
    on && ` attachedToRef="${on}"`
  ].filter(Boolean).join('');
  return `<bpmn:${type} id="${id}"${attributes}><bpmn:documentation>${text(doc)}</bpmn:documentation>`
    + (extensions && `<bpmn:extensionElements>${extensions}</bpmn:extensionElements>`)
    + `${incoming.join('')}${outgoing.join('')}${definition}${elements(id, nodes, flows)}</bpmn:${type}>`;
}

function flowXml({ id, from, to, name, doc, when }) {
  return `<bpmn:sequenceFlow id="${id}"${name ? ` name="${text(name)}"` : ''} sourceRef="${from}" targetRef="${to}">`
    + (doc ? `<bpmn:documentation>${text(doc)}</bpmn:documentation>` : '')
    + (when ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${text(when)}</bpmn:conditionExpression>` : '')
    + '</bpmn:sequenceFlow>';
}

function size({ type, width, height }) {
  const [usualWidth, usualHeight] = SIZES[Object.keys(SIZES).find(kind => type.toLowerCase().endsWith(kind))];
  return [width ?? usualWidth, height ?? usualHeight];
}

function shape(node) {
  const [width, height] = size(node);
  const label = node.name && !/Task$|Process$/.test(node.type) ? labelXml(node.label ?? [node.x, node.y + height / 2 + 20]) : '';
  return `<bpmndi:BPMNShape id="${node.id}_di" bpmnElement="${node.id}"${marks(node)}>`
    + bounds(node.x - width / 2, node.y - height / 2, width, height) + label + '</bpmndi:BPMNShape>';
}

function marks({ type }) {
  if (type.endsWith('Gateway')) return ' isMarkerVisible="true"';
  return type.endsWith('Process') ? ' isExpanded="true"' : '';
}

function edge({ id, from, to, name, via, label }, byId) {
  const points = via ?? straight(byId[from], byId[to]);
  const [first, second] = points;
  const middle = label ?? [(first[0] + second[0]) / 2, (first[1] + second[1]) / 2 - 12];
  return `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">`
    + points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}" />`).join('')
    + (name ? labelXml(middle) : '') + '</bpmndi:BPMNEdge>';
}

function straight(from, to) {
  return from.y === to.y
    ? [[from.x + size(from)[0] / 2, from.y], [to.x - size(to)[0] / 2, to.y]]
    // Down or up first, then on to the right.
    : [[from.x, from.y + Math.sign(to.y - from.y) * size(from)[1] / 2], [from.x, to.y], [to.x - size(to)[0] / 2, to.y]];
}

const labelXml = ([x, y]) => `<bpmndi:BPMNLabel>${bounds(x - 45, y - 13, 90, 27)}</bpmndi:BPMNLabel>`;
const bounds = (x, y, width, height) => `<dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" />`;

/** As it stands in XML, also in an attribute. */
export const text = plainText => plainText
  .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
