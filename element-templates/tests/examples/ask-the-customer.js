import { find, send } from '../modeler/files.js';
import { text } from './diagram.js';

/** What the model is told of a question that did not go out as wanted. Anything else is an incident, for an operator. */
const TOLD = `{
  INTERCOM_OUTCOME_UNKNOWN: "It is not known whether the customer has the question. Do not ask it again: the customer may have it already. Go on without the answer, and say that a person has to look in Intercom.",
  INTERCOM_CONTACT_NOT_FOUND: "The question was not sent: Intercom knows nobody with this e-mail address. Asking again changes nothing. Go on without the answer, and say that the address is not known.",
  INTERCOM_CONTACT_AMBIGUOUS: "The question was not sent: several people share this e-mail address. Asking again changes nothing. Go on without the answer, and say that the address does not name one customer."
}`;

export default {
  id: 'intercom-ask-the-customer',
  name: 'Let an agent ask the customer',
  doc: 'An AI agent with one tool: it asks the customer in the Messenger, waits for the answer and gets it as the tool\'s result. Apply Camunda\'s template AI Agent Sub-process to the agent and choose a model; the tool stays as it is. Variables: task (what the agent has to do), contactEmail; optional: answerWithin (ISO-8601 duration; otherwise P1D).',
  nodes: [
    { id: 'start', type: 'startEvent', name: 'Something to find out', x: 180, y: 195, doc: 'Takes task, contactEmail and, if wanted, answerWithin.' },
    {
      id: 'agent', type: 'adHocSubProcess', name: 'Agent', x: 485, y: 195, width: 430, height: 230,
      doc: 'The agent decides whether and when to use its tool. Its form, with the model and the prompts, is Camunda\'s template AI Agent Sub-process.',
      extensions: '<zeebe:taskDefinition type="io.camunda.agenticai:aiagent-job-worker:1" />'
        + '<zeebe:adHoc outputCollection="toolCallResults" outputElement="={id: toolCall._meta.id, name: toolCall._meta.name, content: toolCallResult}" />'
        + '<zeebe:properties><zeebe:property name="io.camunda.agenticai.toolContainer" value="true" /></zeebe:properties>'
    },
    {
      id: 'ask-the-customer', type: 'serviceTask', name: 'Ask the customer', in: 'agent', x: 380, y: 180,
      doc: 'Sends a question to the customer in the Messenger, waits for the answer and returns it. Use this only for what the customer alone can know. It can take a day. Ask everything in one question. Returns answered (true or false), and answer with the customer\'s words or note with what to do instead.',
      template: send,
      values: {
        recipientEmail: '=contactEmail',
        body: '=fromAi(toolCall.question, "The question to the customer: polite, complete, in the customer\'s language, without Markdown.", "string")',
        onUnknownOutcome: 'bpmnError',
        // A variable of the agent's own making for each call, so that two questions at once keep apart.
        resultVariable: 'toolCallResult',
        onError: 'expression',
        errorExpression: '=if list contains(["INTERCOM_CONTACT_NOT_FOUND", "INTERCOM_CONTACT_AMBIGUOUS"], error.code) then bpmnError(error.code, error.message) else null'
      }
    },
    {
      id: 'not-asked', type: 'boundaryEvent', on: 'ask-the-customer', in: 'agent', name: 'Not asked, or not known', x: 400, y: 220, label: [400, 258],
      doc: 'Tells the model what happened and what to do, in its own terms. After an unknown outcome it must not ask again.',
      extensions: `<zeebe:ioMapping><zeebe:output source="${text(`={answered: false, note: get value(${TOLD}, error.code)}`)}" target="toolCallResult" /></zeebe:ioMapping>`,
      definition: '<bpmn:errorEventDefinition id="not-asked-definition" />'
    },
    {
      id: 'wait-for-the-answer', type: 'serviceTask', name: 'Wait for the answer', in: 'agent', x: 590, y: 180,
      doc: 'Returns the answer to the agent, or that there is none so far.',
      template: find,
      values: {
        messageId: '=toolCallResult.messageId',
        waitUntil: 'replied',
        waitFor: '=if answerWithin = null then "P1D" else answerWithin',
        onTimeout: 'complete',
        resultExpression: '={toolCallResult: if response.found then {answered: true, answer: response.lastReply.body, files: response.lastReply.attachments} else {answered: false, note: "The customer has not answered yet and still has the question. Do not ask it again. Go on without the answer."}}'
      }
    },
    { id: 'done', type: 'endEvent', name: 'Found out', x: 780, y: 195, doc: 'What the agent found out is where its template says: in the variable agent, usually.' }
  ],
  flows: [
    { id: 'flow-to-agent', from: 'start', to: 'agent' },
    { id: 'flow-to-wait', from: 'ask-the-customer', to: 'wait-for-the-answer' },
    { id: 'flow-to-done', from: 'agent', to: 'done' }
  ]
};
