import { send } from '../modeler/files.js';

/** What happened stays with the event unless it is mapped. */
const KEPT = '<zeebe:ioMapping><zeebe:output source="=error" target="failure" /></zeebe:ioMapping>';
const caught = code => `<bpmn:errorEventDefinition id="${code}-definition" errorRef="error-${code}" />`;

export default {
  id: 'intercom-error-handling',
  name: 'Send an e-mail and catch what can go wrong',
  doc: 'Shows how failures become ways on the diagram: the e-mail\'s form says On failure: throw a BPMN error with Intercom\'s code, and boundary events catch three of the codes. Any other becomes an incident. failure then has the code and the words. Deploy error-handling.form with it. Variables: contactEmail, text.',
  errors: [
    { id: 'error-unsubscribed', code: 'INTERCOM_UNSUBSCRIBED' },
    { id: 'error-not-found', code: 'INTERCOM_CONTACT_NOT_FOUND' },
    { id: 'error-unknown', code: 'INTERCOM_OUTCOME_UNKNOWN' }
  ],
  nodes: [
    { id: 'start', type: 'startEvent', name: 'Invoice is overdue', x: 180, y: 220, doc: 'Takes contactEmail and text.' },
    {
      id: 'send-email', type: 'serviceTask', name: 'Send reminder by e-mail', x: 360, y: 220, width: 200,
      doc: 'Its failures become BPMN errors with Intercom\'s codes; where Intercom cannot be reached, only after the retries.',
      template: send,
      values: {
        messageType: 'email',
        recipientEmail: '=contactEmail',
        subject: 'Your invoice',
        body: '=text',
        onUnknownOutcome: 'bpmnError',
        onError: 'bpmnError',
        resultVariable: 'reminder'
      }
    },
    { id: 'email-sent', type: 'endEvent', name: 'E-mail sent', x: 740, y: 220, doc: 'reminder.messageId names the message.' },
    {
      id: 'outcome-unknown', type: 'boundaryEvent', on: 'send-email', name: 'Outcome unknown', x: 400, y: 180, label: [465, 158],
      doc: 'The answer to the send was lost: Intercom may have the e-mail, or not.', extensions: KEPT, definition: caught('unknown')
    },
    {
      id: 'look-in-intercom', type: 'userTask', name: 'Look in Intercom', x: 590, y: 100, 
      extensions: '<zeebe:userTask /><zeebe:formDefinition formId="intercom-unknown-outcome" />',
      doc: 'Only a person can tell whether the e-mail is there. The form asks for wasSent.'
    },
    { id: 'looked', type: 'endEvent', name: 'Settled by a person', x: 740, y: 100, doc: 'wasSent says whether the e-mail had been sent; otherwise it was done by hand.' },
    {
      id: 'unsubscribed', type: 'boundaryEvent', on: 'send-email', name: 'Unsubscribed', x: 400, y: 260, label: [465, 282],
      doc: 'The contact does not want e-mails.', extensions: KEPT, definition: caught('unsubscribed')
    },
    {
      id: 'send-in-app', type: 'serviceTask', name: 'Send in-app message', x: 590, y: 340,
      doc: 'In the Messenger instead, where contacts who unsubscribed from e-mails may still be written to.',
      template: send,
      values: { recipientEmail: '=contactEmail', body: '=text', resultVariable: 'reminder' }
    },
    { id: 'in-app-sent', type: 'endEvent', name: 'In-app message sent', x: 740, y: 340, doc: 'reminder.messageId names the message.' },
    {
      id: 'not-found', type: 'boundaryEvent', on: 'send-email', name: 'Contact not found', x: 310, y: 260, label: [245, 282],
      doc: 'Intercom has no such contact, also not after the time that a new one takes to appear.', extensions: KEPT, definition: caught('not-found')
    },
    { id: 'nobody', type: 'endEvent', name: 'Nobody to write to', x: 740, y: 440, doc: 'Nothing was sent.' }
  ],
  flows: [
    { id: 'flow-to-send', from: 'start', to: 'send-email' },
    { id: 'flow-to-sent', from: 'send-email', to: 'email-sent' },
    { id: 'flow-to-look', from: 'outcome-unknown', to: 'look-in-intercom' },
    { id: 'flow-to-looked', from: 'look-in-intercom', to: 'looked' },
    { id: 'flow-to-in-app', from: 'unsubscribed', to: 'send-in-app' },
    { id: 'flow-to-in-app-sent', from: 'send-in-app', to: 'in-app-sent' },
    { id: 'flow-to-nobody', from: 'not-found', to: 'nobody' }
  ]
};
