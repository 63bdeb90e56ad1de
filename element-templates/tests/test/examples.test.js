import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';

import { write } from '../examples/diagram.js';
import { examples } from '../examples/index.js';
import { EXAMPLES, exampleFiles, templates } from '../modeler/files.js';
import { Diagram } from '../modeler/headless.js';
import { CloudElementTemplatesLinterPlugin, Linter } from '../target/components.mjs';

const linter = new Linter({ type: 'cloud', plugins: [CloudElementTemplatesLinterPlugin(templates)] });

describe('The examples', () => {
  it('are all there', () => {
    assert.deepEqual(exampleFiles().map(file => basename(file)).sort(), Object.keys(examples).sort());
  });

  for (const [name, keys] of [['user-initiated-message', ['customerId', 'text']], ['error-handling', ['wasSent']]]) {
    it(`ask in a form for what the process says it takes: ${name}`, () => {
      const xml = readFileSync(join(EXAMPLES, `${name}.bpmn`), 'utf8');
      const form = JSON.parse(readFileSync(join(EXAMPLES, `${name}.form`), 'utf8'));

      assert.match(xml, new RegExp(`<zeebe:formDefinition formId="${form.id}" />`));
      const fields = form.components.filter(({ key }) => key);
      assert.deepEqual(fields.map(({ key }) => key), keys);
      for (const { key, label } of fields) {
        assert.ok(label, key);
        assert.match(xml, new RegExp(`<bpmn:documentation>[^<]*\\b${key}\\b`));
      }
    });
  }

  for (const [mistake, file, was, is] of [
    ['without a recipient', 'onboarding', '<zeebe:input source="=contactEmail" target="intercom.to.email" />', '<zeebe:input target="intercom.to.email" />'],
    ['with a tool that returns nothing', 'ask-the-customer', /toolCallResult\b/g, 'result'],
    ['with a tool that does not say what it is for', 'ask-the-customer', /<bpmn:documentation>Sends a question.*?<\/bpmn:documentation>/, ''],
    ['with a tool\'s input that the model does not fill', 'ask-the-customer', 'fromAi(toolCall.question', 'fromAi(question']
  ]) {
    it(`would not pass the linter ${mistake}`, async () => {
      const xml = readFileSync(join(EXAMPLES, `${file}.bpmn`), 'utf8');
      const wrong = xml.replace(was, is);

      assert.notEqual(wrong, xml);
      assert.notDeepEqual(await linter.lint(wrong), []);
    });
  }
});

for (const [file, process] of Object.entries(examples)) {
  describe(file, () => {
    const xml = readFileSync(join(EXAMPLES, file), 'utf8');

    it('is what npm run examples writes', async () => {
      assert.equal(xml, await write(process));
    });

    it('passes the modeler\'s linter', async () => {
      assert.deepEqual(await linter.lint(xml), []);
    });

    it('carries the templates as they are now', async () => {
      const diagram = await Diagram.open(xml, templates);
      const tasks = diagram.templated();
      assert.ok(tasks.length > 0);
      for (const { id, businessObject } of tasks) {
        const template = templates.find(known => known.id === businessObject.get('zeebe:modelerTemplate'));
        assert.equal(businessObject.get('zeebe:modelerTemplateVersion'), template.version, id);
        assert.equal(businessObject.get('zeebe:modelerTemplateIcon'), template.icon.contents, id);
        // What is filled in stays: only what the template has changed since would change.
        diagram.apply(id, template);
      }
      // A boundary event's shape is put last when its template is applied again.
      const lines = text => text.split('\n').sort();
      assert.deepEqual(lines(await diagram.xml()), lines(xml));
    });

    it('says of each element what it is for', () => {
      for (const { id, doc } of process.nodes) assert.ok(doc, id);
    });

    it('has no flow that crosses another or runs through an element', async () => {
      const shapes = [...xml.matchAll(/<bpmndi:BPMNShape [^>]*bpmnElement="([^"]+)"[^>]*>\s*<dc:Bounds x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"/g)]
        .map(([, id, ...numbers]) => ({ id, box: numbers.map(Number) }));
      const segments = [...xml.matchAll(/<bpmndi:BPMNEdge [^>]*bpmnElement="([^"]+)">(.*?)<\/bpmndi:BPMNEdge>/gs)]
        .flatMap(([, id, body]) => pairs([...body.matchAll(/<di:waypoint x="(\S+)" y="(\S+)"/g)].map(([, x, y]) => [+x, +y]), id));
      assert.equal(shapes.length, process.nodes.length);
      const containers = new Set(process.nodes.map(node => node.in));
      assert.ok(segments.length >= process.flows.length);
      for (const one of segments) {
        for (const other of segments) {
          assert.ok(one.id === other.id || !cross(one, other), `${one.id} crosses ${other.id}`);
        }
        for (const { id, box } of shapes.filter(one => !containers.has(one.id))) assert.ok(!inside(one, box), `${one.id} runs through ${id}`);
      }
    });
  });
}

const pairs = (points, id) => points.slice(1).map((point, i) => {
  const [[x1, y1], [x2, y2]] = [points[i], point];
  return { id, left: Math.min(x1, x2), right: Math.max(x1, x2), top: Math.min(y1, y2), bottom: Math.max(y1, y2) };
});

/** Flows run along the axes here, and may touch where they begin or end. */
const cross = (a, b) =>
  Math.max(a.left, b.left) < Math.min(a.right, b.right) && Math.max(a.top, b.top) <= Math.min(a.bottom, b.bottom)
  || Math.max(a.left, b.left) <= Math.min(a.right, b.right) && Math.max(a.top, b.top) < Math.min(a.bottom, b.bottom)
  || a.left < b.left && b.left === b.right && b.right < a.right && b.top < a.top && a.top === a.bottom && a.bottom < b.bottom;

const inside = ({ left, right, top, bottom }, [x, y, width, height]) =>
  left < x + width && right > x && top < y + height && bottom > y;
