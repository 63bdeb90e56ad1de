import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { BLANK } from '../modeler/blank.js';
import { templates, waitForReply, waitForReplyTask } from '../modeler/files.js';
import { Diagram } from '../modeler/headless.js';

for (const [template, element, type] of [
  [waitForReply, 'event', 'bpmn:IntermediateCatchEvent'],
  [waitForReplyTask, 'task', 'bpmn:ReceiveTask']
]) {
  describe(template.name, () => {
    async function applied(values, engine) {
      const diagram = await Diagram.open(BLANK, templates, engine);
      diagram.apply(element, template, { messageId: '=welcome.messageId', ...values });
      return diagram;
    }

    it('waits for the reply to a message', async () => {
      const diagram = await applied();

      const { name, correlationKey, outputs } = diagram.message(element);
      assert.equal(diagram.element(element).type, type);
      assert.equal(name, 'intercom-conversation-replied');
      assert.equal(correlationKey, '=welcome.messageId');
      assert.deepEqual(Object.keys(outputs), ['conversation']);
      assert.match(outputs.conversation, /^={found: found, .*lastReply: lastReply/);
    });

    it('waits for another event, and names the variable as it is told', async () => {
      const diagram = await applied({ event: 'intercom-conversation-closed', resultVariable: 'closed' });

      assert.equal(diagram.message(element).name, 'intercom-conversation-closed');
      assert.deepEqual(Object.keys(diagram.message(element).outputs), ['closed']);
    });

    it('can be used on the oldest engine it names', async () => {
      const diagram = await applied({}, '8.6.0');

      assert.equal(diagram.offered(template.id, diagram.element(element))?.id, template.id);
    });
  });
}
