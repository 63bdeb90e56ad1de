import { find, sendAsContact } from '../modeler/files.js';

export default {
  id: 'intercom-user-initiated-message',
  name: 'Write to the team as a user',
  doc: 'Puts what a user wrote into the start form before the team, as a conversation in Intercom. Deploy user-initiated-message.form with it. Variables, which are also the form\'s fields: customerId (the user\'s external ID), text.',
  errors: [{ id: 'error-timeout', code: 'INTERCOM_CONVERSATION_TIMEOUT' }],
  nodes: [
    {
      id: 'start', type: 'startEvent', name: 'User wrote to us', x: 180, y: 160,
      doc: 'A form asks for customerId and text.',
      extensions: '<zeebe:formDefinition formId="intercom-user-message" />'
    },
    {
      id: 'send-as-user', type: 'serviceTask', name: 'Send message as the user', x: 310, y: 160,
      doc: 'Written in the user\'s name, which begins a conversation at once.',
      template: sendAsContact,
      values: { senderType: 'user', senderBy: 'userId', senderUserId: '=customerId', body: '=text', resultVariable: 'message' }
    },
    {
      id: 'find-conversation', type: 'serviceTask', name: 'Find the conversation', x: 470, y: 160,
      doc: 'Intercom\'s search lags behind a little, so that this waits until the conversation is there.',
      template: find,
      values: { messageId: '=message.messageId', waitUntil: 'exists', waitFor: 'PT1H', resultVariable: 'conversation' }
    },
    { id: 'conversation-found', type: 'endEvent', name: 'Conversation found', x: 690, y: 160, doc: 'conversation.conversationId and conversation.url name it.' },
    {
      id: 'not-in-time', type: 'boundaryEvent', on: 'find-conversation', name: 'Not found in time', x: 490, y: 200, label: [562, 222],
      doc: 'Catches what the task throws when the hour is over.',
      definition: '<bpmn:errorEventDefinition id="not-in-time-definition" errorRef="error-timeout" />'
    },
    { id: 'not-found', type: 'endEvent', name: 'Conversation not found', x: 690, y: 280, doc: 'The message is sent, but its conversation did not show up.' }
  ],
  flows: [
    { id: 'flow-to-send', from: 'start', to: 'send-as-user' },
    { id: 'flow-to-find', from: 'send-as-user', to: 'find-conversation' },
    { id: 'flow-to-found', from: 'find-conversation', to: 'conversation-found' },
    { id: 'flow-to-not-found', from: 'not-in-time', to: 'not-found' }
  ]
};
