import { find, send, waitForReply, waitForReplyBoundary } from '../modeler/files.js';

const NAME = 'if contactName = null then "there" else contactName';
const toTheContact = { recipientEmail: '=contactEmail', recipientType: 'user' };
const caught = (id, error) => `<bpmn:errorEventDefinition id="${id}-definition" errorRef="${error}" />`;

export default {
  id: 'intercom-guided-onboarding',
  name: 'Onboard a user and hand over to a person',
  doc: 'Waits by message for a reply to the welcome, then in a task for a reply to the reminder, and on that task\'s edge for a late reply to the welcome. Who takes no e-mails is reminded in the app. Variables: contactEmail; optional: contactName, replyWithin (until the reminder; ISO-8601 duration, otherwise P3D) and giveUpAfter (after the reminder; otherwise P7D).',
  errors: [
    { id: 'error-unsubscribed', code: 'INTERCOM_UNSUBSCRIBED' },
    { id: 'error-timeout', code: 'INTERCOM_CONVERSATION_TIMEOUT' }
  ],
  nodes: [
    { id: 'start', type: 'startEvent', name: 'User signed up', x: 180, y: 160, doc: 'Takes contactEmail and, if wanted, contactName, replyWithin and giveUpAfter.' },
    {
      id: 'send-welcome', type: 'serviceTask', name: 'Send welcome message', x: 310, y: 160,
      doc: 'An in-app message from the workspace\'s default sender. Two of the waits go by its id, welcome.messageId.',
      template: send,
      values: {
        ...toTheContact,
        body: `="Hello " + (${NAME}) + ", welcome aboard! What would you like to do first?"`,
        resultVariable: 'welcome'
      }
    },
    { id: 'reply-or-timer', type: 'eventBasedGateway', x: 435, y: 160, doc: 'Whichever comes first: the reply or the time.' },
    {
      id: 'replied-at-once', type: 'intermediateCatchEvent', name: 'Replied', x: 540, y: 160,
      doc: 'The contact answered the welcome. The wait is the engine\'s alone and costs the worker nothing.',
      template: waitForReply,
      values: { messageId: '=welcome.messageId', resultVariable: 'conversation' }
    },
    {
      id: 'no-reply-yet', type: 'intermediateCatchEvent', name: 'No reply yet', x: 540, y: 310,
      doc: 'Fires after replyWithin.',
      definition: '<bpmn:timerEventDefinition id="no-reply-yet-definition"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=if replyWithin = null then duration("P3D") else duration(replyWithin)</bpmn:timeDuration></bpmn:timerEventDefinition>'
    },
    {
      id: 'remind-by-email', type: 'serviceTask', name: 'Send reminder by e-mail', x: 670, y: 310,
      doc: 'An e-mail in the workspace\'s plain style. Its failures become BPMN errors with Intercom\'s codes; those that nothing catches become incidents.',
      template: send,
      values: {
        ...toTheContact,
        messageType: 'email',
        subject: 'Can we help you to get started?',
        emailTemplate: 'plain',
        body: `="Hello " + (${NAME}) + ", we wrote to you in the app. Answer there or answer this e-mail, as you like."`,
        onError: 'bpmnError',
        resultVariable: 'reminder'
      }
    },
    {
      id: 'unsubscribed', type: 'boundaryEvent', on: 'remind-by-email', name: 'Unsubscribed', x: 690, y: 350, label: [640, 378],
      doc: 'The contact does not want e-mails.', definition: caught('unsubscribed', 'error-unsubscribed')
    },
    {
      id: 'remind-in-app', type: 'serviceTask', name: 'Send reminder in the app', x: 820, y: 440,
      doc: 'In the Messenger, where contacts who unsubscribed from e-mails may still be written to.',
      template: send,
      values: {
        ...toTheContact,
        body: `="Hello " + (${NAME}) + ", can we help you to get started?"`,
        resultVariable: 'reminder'
      }
    },
    { id: 'reminded', type: 'exclusiveGateway', x: 820, y: 310, doc: 'Either way, reminder.messageId names the reminder.' },
    {
      id: 'wait-on', type: 'serviceTask', name: 'Wait on for a reply', x: 950, y: 310,
      doc: 'Completes as soon as the contact answers the reminder, or throws a BPMN error after giveUpAfter.',
      template: find,
      values: {
        messageId: '=reminder.messageId',
        waitUntil: 'replied',
        waitFor: '=if giveUpAfter = null then "P7D" else giveUpAfter',
        onTimeout: 'bpmnError',
        resultVariable: 'conversation'
      }
    },
    {
      id: 'replied-to-welcome', type: 'boundaryEvent', on: 'wait-on', name: 'Replied to the welcome', x: 970, y: 270, label: [910, 240],
      doc: 'The contact went back to the first message. Ends the task\'s wait for a reply to the reminder.',
      template: waitForReplyBoundary,
      values: { messageId: '=welcome.messageId', resultVariable: 'conversation' }
    },
    {
      id: 'time-is-over', type: 'boundaryEvent', on: 'wait-on', name: 'Time is over', x: 970, y: 350, label: [1025, 376],
      doc: 'The task\'s time, giveUpAfter, ran out.', definition: caught('time-is-over', 'error-timeout')
    },
    { id: 'replied', type: 'exclusiveGateway', x: 1070, y: 310, doc: 'Either way, conversation is the one in which the contact answered.' },
    { id: 'handed-over', type: 'endEvent', name: 'Handed over to a person', x: 1160, y: 160, label: [1160, 122], doc: 'The conversation is in the team\'s inbox: conversation.url leads there, conversation.lastReply has the answer.' },
    { id: 'no-reply', type: 'endEvent', name: 'No reply', x: 1160, y: 440, doc: 'Neither the welcome nor the reminder was answered in time.' }
  ],
  flows: [
    { id: 'flow-to-welcome', from: 'start', to: 'send-welcome' },
    { id: 'flow-to-gateway', from: 'send-welcome', to: 'reply-or-timer' },
    { id: 'flow-to-reply', from: 'reply-or-timer', to: 'replied-at-once' },
    { id: 'flow-to-timer', from: 'reply-or-timer', to: 'no-reply-yet' },
    { id: 'flow-replied-at-once', from: 'replied-at-once', to: 'handed-over' },
    { id: 'flow-to-reminder', from: 'no-reply-yet', to: 'remind-by-email' },
    { id: 'flow-reminded-by-email', from: 'remind-by-email', to: 'reminded' },
    { id: 'flow-unsubscribed', from: 'unsubscribed', to: 'remind-in-app' },
    { id: 'flow-reminded-in-app', from: 'remind-in-app', to: 'reminded', via: [[820, 400], [820, 335]] },
    { id: 'flow-to-wait', from: 'reminded', to: 'wait-on' },
    { id: 'flow-replied-to-reminder', from: 'wait-on', to: 'replied' },
    { id: 'flow-replied-to-welcome', from: 'replied-to-welcome', to: 'replied', via: [[970, 252], [970, 220], [1070, 220], [1070, 285]] },
    { id: 'flow-replied', from: 'replied', to: 'handed-over', via: [[1095, 310], [1160, 310], [1160, 178]] },
    { id: 'flow-no-reply', from: 'time-is-over', to: 'no-reply' }
  ]
};
