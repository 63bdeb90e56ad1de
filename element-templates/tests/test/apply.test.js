import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { BLANK } from '../modeler/blank.js';
import { find, send, sendAsContact, sendWhatsApp, template, templates } from '../modeler/files.js';
import { Diagram } from '../modeler/headless.js';

const OPTIONS = { createConversationWithoutContactReply: '=false', onUnknownOutcome: 'incident' };

async function applied(to, values, engine) {
  const diagram = await Diagram.open(BLANK, templates, engine);
  diagram.apply('task', to, values);
  return diagram;
}

describe('Send message with Intercom', () => {
  const toAnn = { recipientEmail: 'ann@example.com', body: '="Hello " + name' };
  const annsInputs = { 'to.email': 'ann@example.com', 'to.type': 'contact', body: '="Hello " + name' };

  it('makes the task a job of the worker', async () => {
    const diagram = await applied(send, toAnn);

    assert.equal(diagram.element('task').type, 'bpmn:ServiceTask');
    assert.deepEqual(diagram.task('task'), { type: 'intercom-send-message', retries: '3' });
    assert.deepEqual(diagram.headers('task'), {
      elementTemplateId: 'dev.intercomconnector.sendMessage',
      elementTemplateVersion: String(send.version),
      retryBackoff: 'PT30S'
    });
    assert.match(await diagram.xml(), /zeebe:modelerTemplate="dev\.intercomconnector\.sendMessage" zeebe:modelerTemplateVersion="1" zeebe:modelerTemplateIcon="data:image/);
  });

  it('sends in-app to one contact by e-mail', async () => {
    const diagram = await applied(send, toAnn);

    assert.deepEqual(diagram.inputs('task'), { messageType: 'inapp', ...annsInputs, ...OPTIONS });
  });

  it('sends an e-mail with subject and template', async () => {
    const diagram = await applied(send, {
      ...toAnn,
      messageType: 'email',
      adminBy: 'id',
      adminId: '394051',
      subject: 'Welcome',
      emailTemplate: 'personal',
      cc: '=[{type: "user", email: "bob@example.com"}]'
    });

    assert.deepEqual(diagram.inputs('task'), {
      'from.id': '394051',
      messageType: 'email',
      subject: 'Welcome',
      template: 'personal',
      cc: '=[{type: "user", email: "bob@example.com"}]',
      ...annsInputs,
      ...OPTIONS
    });
  });

  it('swaps one contact for a list', async () => {
    const diagram = await applied(send, toAnn);

    diagram.change('task', send, 'recipientBy', 'list');

    const targets = Object.keys(diagram.inputs('task'));
    assert.ok(targets.includes('to'));
    assert.deepEqual(targets.filter(target => target.startsWith('to.')), []);
  });

  it('keeps what was filled in while another message type is tried', async () => {
    const filledIn = {
      ...toAnn,
      messageType: 'email',
      subject: 'Welcome',
      emailTemplate: 'personal',
      recipientType: 'lead',
      cc: '=[{type: "user", email: "bob@example.com"}]',
      createdAt: '2026-03-01T09:00:00Z'
    };
    for (const other of ['inapp', 'sms']) {
      const diagram = await applied(send, filledIn);
      const before = diagram.inputs('task');

      diagram.change('task', send, 'messageType', other);
      diagram.change('task', send, 'messageType', 'email');

      assert.deepEqual(diagram.inputs('task'), before, other);
    }
  });

  it('turns our error codes into BPMN errors at a click', async () => {
    const diagram = await applied(send, toAnn);

    diagram.change('task', send, 'onError', 'bpmnError');

    assert.match(diagram.headers('task').errorExpression, /^=if .*INTERCOM_.* then bpmnError\(error\.code, error\.message, \{error: error\}\) else null$/);
  });

  it('still sends again as it was told to, before an unknown outcome becomes a BPMN error', async () => {
    const diagram = await applied(send, { ...toAnn, onError: 'bpmnError' });
    assert.doesNotMatch(diagram.headers('task').errorExpression, /OUTCOME_UNKNOWN/);

    diagram.change('task', send, 'onUnknownOutcome', 'resend');

    assert.match(diagram.headers('task').errorExpression, /not\(job\.retries > 1 and error\.code in \("INTERCOM_UNAVAILABLE", "INTERCOM_OUTCOME_UNKNOWN"\)\)/);
  });

  it('writes no input for a field that was left blank where one may', async () => {
    const diagram = await applied(send, { ...toAnn, messageType: 'email', subject: 'Welcome' });

    for (const target of ['workspace', 'cc', 'bcc', 'createdAt', 'from.id', 'from.email']) {
      assert.ok(!(target in diagram.inputs('task')), target);
    }
  });

  it('can be used on the oldest engine it names', async () => {
    const diagram = await applied(send, toAnn, '8.6.0');

    assert.equal(diagram.offered(send.id, diagram.element('task'))?.id, send.id);
  });
});

describe('Send WhatsApp message with Intercom', () => {
  it('sends a template to a phone number', async () => {
    const diagram = await applied(sendWhatsApp, {
      recipientPhone: '5547999998888', recipientName: '=name', template: 'keep_live', locale: 'en', components: '=[{type: "BODY"}]'
    });

    assert.deepEqual(diagram.inputs('task'), {
      messageType: 'whatsapp',
      template: 'keep_live',
      locale: 'en',
      components: '=[{type: "BODY"}]',
      'to.phone': '5547999998888',
      'to.name': '=name',
      ...OPTIONS
    });
    assert.equal(diagram.task('task').type, 'intercom-send-message');
  });
});

describe('Send message as contact with Intercom', () => {
  it('writes in the name of a user', async () => {
    const diagram = await applied(sendAsContact, { senderUserId: '=customerId', body: 'Help!' });

    assert.deepEqual(diagram.inputs('task'), {
      'from.type': 'user',
      'from.userId': '=customerId',
      body: 'Help!',
      onUnknownOutcome: 'incident'
    });
    assert.equal(diagram.task('task').type, 'intercom-send-message');
  });
});

describe('Find Intercom conversation', () => {
  it('looks once', async () => {
    const diagram = await applied(find, { messageId: '=welcome.messageId' });

    assert.deepEqual(diagram.inputs('task'), { messageId: '=welcome.messageId', waitUntil: 'now', includeParts: 'none' });
  });

  it('waits for a reply', async () => {
    const diagram = await applied(find, {
      messageId: '=welcome.messageId',
      waitUntil: 'replied',
      waitFor: 'PT4H',
      onTimeout: 'complete',
      resultVariable: 'conversation'
    });

    assert.deepEqual(diagram.inputs('task'), {
      messageId: '=welcome.messageId',
      waitUntil: 'replied',
      waitFor: 'PT4H',
      onTimeout: 'complete',
      includeParts: 'none'
    });
    assert.equal(diagram.headers('task').resultVariable, 'conversation');
    assert.equal(diagram.task('task').type, 'intercom-find-conversation');
  });

  it('asks for how long only while it waits', async () => {
    const diagram = await applied(find, { messageId: '1' });

    diagram.change('task', find, 'waitUntil', 'closed');
    assert.deepEqual([diagram.inputs('task').waitFor, diagram.inputs('task').onTimeout], ['P3D', 'bpmnError']);

    diagram.change('task', find, 'waitUntil', 'now');
    assert.ok(!('waitFor' in diagram.inputs('task')) && !('onTimeout' in diagram.inputs('task')));
  });

  it('finds the latest conversation of a contact', async () => {
    const diagram = await applied(find, { findBy: 'contact', contactBy: 'userId', contactUserId: '=customerId' });

    assert.deepEqual(diagram.inputs('task'), {
      'contact.userId': '=customerId',
      'contact.type': 'contact',
      waitUntil: 'now',
      includeParts: 'none'
    });
  });

  it('does not wait for the end of a conversation that is found by its contact, of which only open ones are', async () => {
    const diagram = await applied(find, { messageId: '1', waitUntil: 'closed', waitFor: 'PT4H' });

    diagram.change('task', find, 'findBy', 'contact');

    assert.equal(diagram.inputs('task').waitUntil, 'now');
    assert.ok(!('waitFor' in diagram.inputs('task')));
  });
});

describe('A hybrid template', () => {
  for (const [name, plain] of [
    ['send-message-with-intercom', send],
    ['send-whatsapp-message-with-intercom', sendWhatsApp],
    ['send-message-as-contact-with-intercom', sendAsContact],
    ['find-intercom-conversation', find]
  ]) {
    it(`is the plain one with a task type of one's own: ${name}`, async () => {
      const hybrid = template(`hybrid/${name}-hybrid`);
      const diagram = await Diagram.open(BLANK, [hybrid]);

      diagram.apply('task', hybrid, { taskDefinitionType: 'my-own-type' });

      assert.equal(hybrid.id, `${plain.id}-hybrid`);
      assert.equal(diagram.task('task').type, 'my-own-type');
      assert.deepEqual(hybrid.properties.slice(1), plain.properties.slice(1));
    });
  }
});
