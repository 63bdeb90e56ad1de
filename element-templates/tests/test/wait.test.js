import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { BLANK } from '../modeler/blank.js';
import {
  contactWritesBoundary, contactWritesStart, templates, waitForReply, waitForReplyBoundary, waitForReplyStart, waitForReplyTask
} from '../modeler/files.js';
import { Diagram } from '../modeler/headless.js';

async function applied(element, template, values, engine) {
  const diagram = await Diagram.open(BLANK, templates, engine);
  diagram.apply(element, template, values);
  return diagram;
}

for (const [template, element, type] of [
  [waitForReply, 'event', 'bpmn:IntermediateCatchEvent'],
  [waitForReplyTask, 'task', 'bpmn:ReceiveTask'],
  [waitForReplyBoundary, 'boundary', 'bpmn:BoundaryEvent']
]) {
  describe(template.name, () => {
    const forWelcome = (values, engine) => applied(element, template, { messageId: '=welcome.messageId', ...values }, engine);

    it('waits for the reply to a message', async () => {
      const diagram = await forWelcome();

      const { name, correlationKey, outputs } = diagram.message(element);
      assert.equal(diagram.element(element).type, type);
      assert.equal(name, 'intercom-conversation-replied');
      assert.equal(correlationKey, '=welcome.messageId');
      assert.deepEqual(Object.keys(outputs), ['conversation']);
      assert.match(outputs.conversation, /^={found: found, .*lastReply: lastReply/);
    });

    it('waits for another event, and names the variable as it is told', async () => {
      const diagram = await forWelcome({ event: 'intercom-conversation-closed', resultVariable: 'closed' });

      assert.equal(diagram.message(element).name, 'intercom-conversation-closed');
      assert.deepEqual(Object.keys(diagram.message(element).outputs), ['closed']);
    });

    it('can be used on the oldest engine it names', async () => {
      const diagram = await forWelcome({}, '8.6.0');

      assert.equal(diagram.offered(template.id, diagram.element(element))?.id, template.id);
    });
  });
}

describe(waitForReplyStart.name, () => {
  it('begins a process with any reply, without a key', async () => {
    const diagram = await applied('start', waitForReplyStart);

    const { name, correlationKey, outputs } = diagram.message('start');
    assert.equal(name, 'intercom-conversation-replied');
    assert.equal(correlationKey, undefined);
    assert.deepEqual(Object.keys(outputs), ['conversation']);
  });
});

describe(contactWritesStart.name, () => {
  it('begins a process with whatever a contact writes first', async () => {
    const diagram = await applied('start', contactWritesStart);

    const { name, correlationKey, outputs } = diagram.message('start');
    assert.equal(name, 'intercom-contact-wrote');
    assert.equal(correlationKey, undefined);
    assert.match(outputs.contactWrote, /^={messageId: messageId, .*writer: writer, .*body: body/);
  });
});

describe(contactWritesBoundary.name, () => {
  it('leaves a task when this contact writes', async () => {
    const diagram = await applied('boundary', contactWritesBoundary, { contactId: '=welcome.contactIds[1]', resultVariable: 'wrote' });

    const { name, correlationKey, outputs } = diagram.message('boundary');
    assert.equal(name, 'intercom-this-contact-wrote');
    assert.equal(correlationKey, '=welcome.contactIds[1]');
    assert.deepEqual(Object.keys(outputs), ['wrote']);
  });
});
