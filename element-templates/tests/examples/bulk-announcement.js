import { send } from '../modeler/files.js';

/** Contacts who cannot be written to are no reason to stop; whatever else goes wrong is. */
const SKIPPED = '["INTERCOM_CONTACT_NOT_FOUND", "INTERCOM_CONTACT_AMBIGUOUS", "INTERCOM_UNSUBSCRIBED"]';

export default {
  id: 'intercom-bulk-announcement',
  name: 'Announce something to many',
  doc: 'Writes to a list of contacts, some at a time with a pause in between, so that Intercom\'s rate limit has room for the rest of the company. Variables: contacts (list of {email}), text; optional: batchSize (otherwise 50), pause (ISO-8601 duration; otherwise PT1M). Result: outcomes, in the order of contacts, each {messageId} or {skipped}.',
  nodes: [
    { id: 'start', type: 'startEvent', name: 'Something to announce', x: 180, y: 220, doc: 'Takes contacts, text and, if wanted, batchSize and pause.' },
    { id: 'next-round', type: 'exclusiveGateway', x: 275, y: 220, doc: 'Where a round begins.' },
    {
      id: 'take-batch', type: 'scriptTask', name: 'Take the next batch', x: 390, y: 220,
      doc: 'The contacts after those that have an outcome, at most batchSize of them.',
      extensions: '<zeebe:script expression="=if count(contacts) = 0 then [] else sublist(contacts, (if outcomes = null then 0 else count(outcomes)) + 1, min(if batchSize = null then 50 else batchSize, count(contacts) - (if outcomes = null then 0 else count(outcomes))))" resultVariable="batch" />'
    },
    {
      id: 'announce', type: 'serviceTask', name: 'Send announcement', x: 550, y: 220,
      doc: 'An in-app message to each contact of the batch, all at once. A contact who is not found, not unique or unsubscribed is skipped; any other failure is an incident of that one message.',
      definition: '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=batch" inputElement="contact" outputCollection="batchOutcomes" outputElement="=outcome" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>',
      template: send,
      values: {
        recipientEmail: '=contact.email',
        body: '=text',
        resultExpression: '={outcome: {messageId: response.messageId}}',
        onError: 'expression',
        errorExpression: `=if list contains(${SKIPPED}, error.code) then ignoreError({outcome: {skipped: error.code}}) else null`
      }
    },
    {
      id: 'note-outcomes', type: 'scriptTask', name: 'Note the outcomes', x: 710, y: 220,
      doc: 'Adds the outcomes of this batch to those of the ones before.',
      extensions: '<zeebe:script expression="=concatenate(if outcomes = null then [] else outcomes, batchOutcomes)" resultVariable="outcomes" />'
    },
    { id: 'more', type: 'exclusiveGateway', name: 'Anybody left?', x: 845, y: 220, label: [892, 184], doc: 'Whether there are contacts without an outcome.' },
    {
      id: 'pause', type: 'intermediateCatchEvent', name: 'Pause', x: 550, y: 110, label: [550, 77],
      doc: 'Leaves Intercom\'s rate limit to others for a while.',
      definition: '<bpmn:timerEventDefinition id="pause-definition"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=if pause = null then duration("PT1M") else duration(pause)</bpmn:timeDuration></bpmn:timerEventDefinition>'
    },
    { id: 'announced', type: 'endEvent', name: 'Announced', x: 960, y: 220, doc: 'outcomes says who got it and who was skipped.' }
  ],
  flows: [
    { id: 'flow-to-round', from: 'start', to: 'next-round' },
    { id: 'flow-to-take', from: 'next-round', to: 'take-batch' },
    { id: 'flow-to-announce', from: 'take-batch', to: 'announce' },
    { id: 'flow-to-note', from: 'announce', to: 'note-outcomes' },
    { id: 'flow-to-question', from: 'note-outcomes', to: 'more' },
    { id: 'flow-no', from: 'more', to: 'announced', name: 'No', isDefault: true, label: [900, 235] },
    {
      id: 'flow-yes', from: 'more', to: 'pause', name: 'Yes', when: '=count(outcomes) < count(contacts)',
      via: [[845, 195], [845, 110], [568, 110]], label: [820, 98]
    },
    { id: 'flow-again', from: 'pause', to: 'next-round', via: [[532, 110], [275, 110], [275, 195]] }
  ]
};
