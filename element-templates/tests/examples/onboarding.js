import { find, send } from '../modeler/files.js';

const NAME = 'if contactName = null then "there" else contactName';
const toTheContact = { adminBy: 'id', adminId: '=adminId', recipientEmail: '=contactEmail', recipientType: 'user' };

export default {
  id: 'intercom-onboarding',
  name: 'Onboard a user with Intercom',
  doc: 'Welcomes a user in the Messenger, waits for the answer, and reminds by e-mail where there is none. Variables: contactEmail; optional: contactName, adminId (who writes; otherwise the workspace\'s default sender), replyWithin (ISO-8601 duration; otherwise P3D).',
  nodes: [
    { id: 'start', type: 'startEvent', name: 'User signed up', x: 180, y: 160, doc: 'Takes contactEmail and, if wanted, contactName, adminId and replyWithin.' },
    {
      id: 'send-welcome', type: 'serviceTask', name: 'Send welcome message', x: 310, y: 160,
      doc: 'An in-app message. Its id, welcome.messageId, is what the next task waits by.',
      template: send,
      values: {
        ...toTheContact,
        body: `="Hello " + (${NAME}) + ", welcome aboard! What would you like to do first?"`,
        resultVariable: 'welcome'
      }
    },
    {
      id: 'wait-for-reply', type: 'serviceTask', name: 'Wait for a reply', x: 470, y: 160,
      doc: 'Completes as soon as the contact answers, or with found = false when the time is over.',
      template: find,
      values: {
        messageId: '=welcome.messageId',
        waitUntil: 'replied',
        waitFor: '=if replyWithin = null then "P3D" else replyWithin',
        onTimeout: 'complete',
        resultVariable: 'conversation'
      }
    },
    { id: 'answered', type: 'exclusiveGateway', name: 'Answered in time?', x: 605, y: 160, label: [605, 115], doc: 'conversation.found says whether the contact answered.' },
    { id: 'contact-answered', type: 'endEvent', name: 'Contact answered', x: 890, y: 160, doc: 'The conversation goes on in Intercom: conversation.url leads there.' },
    {
      id: 'send-reminder', type: 'serviceTask', name: 'Send reminder by e-mail', x: 740, y: 280,
      doc: 'An e-mail in the workspace\'s plain style.',
      template: send,
      values: {
        ...toTheContact,
        messageType: 'email',
        subject: 'Can we help you to get started?',
        emailTemplate: 'plain',
        body: `="Hello " + (${NAME}) + ", we wrote to you in the app. Just answer this e-mail if you have a question."`,
        resultVariable: 'reminder'
      }
    },
    { id: 'reminder-sent', type: 'endEvent', name: 'Reminder sent', x: 890, y: 280, doc: 'Nobody answered so far; the reminder is on its way.' }
  ],
  flows: [
    { id: 'flow-to-welcome', from: 'start', to: 'send-welcome' },
    { id: 'flow-to-wait', from: 'send-welcome', to: 'wait-for-reply' },
    { id: 'flow-to-question', from: 'wait-for-reply', to: 'answered' },
    { id: 'flow-yes', from: 'answered', to: 'contact-answered', name: 'Yes', when: '=conversation.found', label: [660, 147] },
    { id: 'flow-no', from: 'answered', to: 'send-reminder', name: 'No', isDefault: true, label: [630, 205] },
    { id: 'flow-to-end', from: 'send-reminder', to: 'reminder-sent' }
  ]
};
