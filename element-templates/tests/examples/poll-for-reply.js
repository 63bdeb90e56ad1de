import { find, send } from '../modeler/files.js';

export default {
  id: 'intercom-poll-for-reply',
  name: 'Look for a reply now and then',
  doc: 'Waits in the diagram instead of in the task, so that every look is seen in Operate. Variables: contactEmail, text; optional: pollEvery (ISO-8601 duration; otherwise PT1H), maxRounds (otherwise 24).',
  nodes: [
    { id: 'start', type: 'startEvent', name: 'Question for a contact', x: 180, y: 200, doc: 'Takes contactEmail, text and, if wanted, pollEvery and maxRounds.' },
    {
      id: 'send-question', type: 'serviceTask', name: 'Send question', x: 310, y: 200,
      doc: 'An in-app message from the workspace\'s default sender.',
      template: send,
      values: { recipientEmail: '=contactEmail', body: '=text', resultVariable: 'message' }
    },
    { id: 'next-round', type: 'exclusiveGateway', x: 435, y: 200, doc: 'Where a round begins.' },
    {
      id: 'pause', type: 'intermediateCatchEvent', name: 'Pause', x: 528, y: 200,
      doc: 'Waits for pollEvery, and counts the rounds.',
      extensions: '<zeebe:ioMapping><zeebe:output source="=(if round = null then 0 else round) + 1" target="round" /></zeebe:ioMapping>',
      definition: '<bpmn:timerEventDefinition id="pause-definition"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=if pollEvery = null then duration("PT1H") else duration(pollEvery)</bpmn:timeDuration></bpmn:timerEventDefinition>'
    },
    {
      id: 'look', type: 'serviceTask', name: 'Look for a reply', x: 650, y: 200,
      doc: 'One look. Without a conversation yet, found is false and repliedAt null.',
      template: find,
      values: { messageId: '=message.messageId', waitUntil: 'now', resultVariable: 'conversation' }
    },
    { id: 'replied', type: 'exclusiveGateway', name: 'Replied?', x: 785, y: 200, label: [822, 164], doc: 'Replied, another round, or enough of them.' },
    { id: 'contact-replied', type: 'endEvent', name: 'Contact replied', x: 920, y: 200, doc: 'conversation.lastReply has the answer.' },
    { id: 'given-up', type: 'endEvent', name: 'No reply', x: 920, y: 310, doc: 'maxRounds looks found no answer.' }
  ],
  flows: [
    { id: 'flow-to-send', from: 'start', to: 'send-question' },
    { id: 'flow-to-round', from: 'send-question', to: 'next-round' },
    { id: 'flow-to-pause', from: 'next-round', to: 'pause' },
    { id: 'flow-to-look', from: 'pause', to: 'look' },
    { id: 'flow-to-question', from: 'look', to: 'replied' },
    { id: 'flow-yes', from: 'replied', to: 'contact-replied', name: 'Yes', when: '=conversation.repliedAt != null', label: [860, 187] },
    {
      id: 'flow-not-yet', from: 'replied', to: 'next-round', name: 'Not yet',
      when: '=conversation.repliedAt = null and round < (if maxRounds = null then 24 else maxRounds)',
      via: [[785, 175], [785, 90], [435, 90], [435, 175]], label: [610, 78]
    },
    { id: 'flow-given-up', from: 'replied', to: 'given-up', name: 'Given up', isDefault: true, label: [820, 260] }
  ]
};
