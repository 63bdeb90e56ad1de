import { send, waitForReply, waitForReplyTask } from '../modeler/files.js';

const duration = (id, expression) =>
  `<bpmn:timerEventDefinition id="${id}-definition"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${expression}</bpmn:timeDuration></bpmn:timerEventDefinition>`;
const toTheContact = { recipientEmail: '=contactEmail', recipientType: 'user' };

export default {
  id: 'intercom-reply-or-reminder',
  name: 'Wait for a reply, else remind',
  doc: 'Waits by message, so that nobody looks: the worker reads what changed in Intercom and publishes a message. Variables: contactEmail, text; optional: replyWithin (until the reminder; ISO-8601 duration, otherwise P3D) and giveUpAfter (after the reminder; otherwise P7D).',
  nodes: [
    { id: 'start', type: 'startEvent', name: 'Question for a contact', x: 180, y: 200, doc: 'Takes contactEmail, text and, if wanted, replyWithin and giveUpAfter.' },
    {
      id: 'send-question', type: 'serviceTask', name: 'Send question', x: 310, y: 200,
      doc: 'An in-app message from the workspace\'s default sender. Its id is what both waits go by.',
      template: send,
      values: { ...toTheContact, body: '=text', resultVariable: 'question' }
    },
    { id: 'reply-or-timer', type: 'eventBasedGateway', x: 435, y: 200, doc: 'Whichever comes first: the reply or the time.' },
    {
      id: 'replied-at-once', type: 'intermediateCatchEvent', name: 'Replied', x: 540, y: 200,
      doc: 'The contact answered. A reply that came before the process was here is not lost: the engine keeps it for the message\'s time to live.',
      template: waitForReply,
      values: { messageId: '=question.messageId', resultVariable: 'conversation' }
    },
    {
      id: 'no-reply-yet', type: 'intermediateCatchEvent', name: 'No reply yet', x: 540, y: 310,
      doc: 'Fires after replyWithin.',
      definition: duration('no-reply-yet', '=if replyWithin = null then duration("P3D") else duration(replyWithin)')
    },
    {
      id: 'send-reminder', type: 'serviceTask', name: 'Send reminder by e-mail', x: 670, y: 310,
      doc: 'An e-mail in the workspace\'s plain style, which asks for an answer to the first message.',
      template: send,
      values: {
        ...toTheContact,
        messageType: 'email',
        subject: 'We have a question for you',
        emailTemplate: 'plain',
        body: 'Hello, we wrote to you in the app and would be glad about an answer there.',
        resultVariable: 'reminder'
      }
    },
    {
      id: 'wait-on', type: 'receiveTask', name: 'Wait on for a reply', x: 830, y: 310,
      doc: 'The same wait as a task, which can carry boundary events.',
      template: waitForReplyTask,
      values: { messageId: '=question.messageId', resultVariable: 'conversation' }
    },
    {
      id: 'time-is-over', type: 'boundaryEvent', name: 'Time is over', on: 'wait-on', x: 850, y: 350, label: [905, 376],
      doc: 'Ends the wait after giveUpAfter.',
      definition: duration('time-is-over', '=if giveUpAfter = null then duration("P7D") else duration(giveUpAfter)')
    },
    { id: 'contact-replied', type: 'endEvent', name: 'Contact replied', x: 980, y: 200, label: [1046, 206], doc: 'conversation.lastReply has the answer, conversation.url leads to it.' },
    { id: 'given-up', type: 'endEvent', name: 'No reply', x: 980, y: 430, doc: 'Neither the question nor the reminder was answered in time.' }
  ],
  flows: [
    { id: 'flow-to-question', from: 'start', to: 'send-question' },
    { id: 'flow-to-gateway', from: 'send-question', to: 'reply-or-timer' },
    { id: 'flow-to-reply', from: 'reply-or-timer', to: 'replied-at-once' },
    { id: 'flow-to-timer', from: 'reply-or-timer', to: 'no-reply-yet' },
    { id: 'flow-replied', from: 'replied-at-once', to: 'contact-replied' },
    { id: 'flow-to-reminder', from: 'no-reply-yet', to: 'send-reminder' },
    { id: 'flow-to-wait', from: 'send-reminder', to: 'wait-on' },
    { id: 'flow-replied-late', from: 'wait-on', to: 'contact-replied', via: [[880, 310], [980, 310], [980, 218]] },
    { id: 'flow-given-up', from: 'time-is-over', to: 'given-up' }
  ]
};
