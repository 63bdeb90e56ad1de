const IN_APP = 'Send in-app message with Intercom';
const EMAIL = 'Send e-mail with Intercom';
const WHATSAPP = 'Send WhatsApp message with Intercom';
const AS_CONTACT = 'Send message as contact with Intercom';
const FIND = 'Find Intercom conversation';

const UMA = '6762f0d01bb69f9f2193bb01';
const LEO = '6762f0d01bb69f9f2193bb02';
const ADA = 991267464;
const BEN = 991267465;

const message = body => ({ method: 'POST', path: '/messages', body });

/**
 * Forms as people fill them, what Intercom must be told when the process runs, in words of Intercom's API, and what must
 * be among the variables in the end. People and admins are those that the double of Intercom has from the start.
 *
 * steps: the elements after the start event, each a template, the words by which it is looked for, and what is done in
 * its form. Only the last one's form is drawn.
 */
export const forms = [
  {
    name: 'send-in-app',
    steps: [{
      template: IN_APP,
      words: 'send in-app message',
      fill: [
        ['type', 'Contact\'s e-mail', 'uma@example.com'],
        ['type', 'Body', '="Hello " + name + "!"'],
        ['type', 'Result variable', 'welcome']
      ]
    }],
    variables: { name: 'Uma' },
    requests: [
      message({ message_type: 'inapp', body: 'Hello Uma!', from: { type: 'admin', id: ADA }, to: { type: 'user', id: UMA } })
    ]
  },
  {
    name: 'send-email',
    steps: [{
      template: EMAIL,
      words: 'send e-mail',
      fill: [
        ['choose', 'Recipient', 'Contact by Intercom ID'],
        ['type', 'Contact\'s Intercom ID', '=contact.id'],
        ['type', 'Subject', 'Welcome aboard'],
        ['choose', 'Template', 'Personal'],
        ['type', 'Body', '<p>What would you like to do first?</p>'],
        ['choose', 'Sending admin', 'By Intercom ID'],
        ['type', 'Admin\'s Intercom ID', String(BEN)],
        ['choose', 'Recipient is', 'User'],
        ['type', 'Cc (API 2.14)', '=[{type: "lead", id: copyTo}]'],
        ['tick', 'Begin the conversation at once'],
        ['type', 'Sent at (API 2.11)', '2026-03-01T09:00:00Z'],
        ['choose', 'If the outcome is unknown', 'Throw BPMN error INTERCOM_OUTCOME_UNKNOWN'],
        ['type', 'Result expression', '={sentMessage: response.messageId}'],
        ['choose', 'On failure', 'Throw a BPMN error with Intercom\'s code'],
        ['type', 'Retries', '5'],
        ['type', 'Retry backoff', 'PT1M']
      ]
    }],
    variables: { contact: { id: UMA }, copyTo: LEO },
    requests: [
      message({
        message_type: 'email',
        subject: 'Welcome aboard',
        body: '<p>What would you like to do first?</p>',
        template: 'personal',
        from: { type: 'admin', id: BEN },
        to: { type: 'user', id: UMA },
        cc: { type: 'lead', id: LEO },
        created_at: 1772355600,
        create_conversation_without_contact_reply: true
      })
    ]
  },
  {
    name: 'send-to-list',
    steps: [{
      template: IN_APP,
      words: 'write to customer',
      fill: [
        ['choose', 'Recipient', 'List of contacts (API 2.14)'],
        ['type', 'Contacts', '=for id in ids return {type: "contact", id: id}'],
        ['type', 'Body', 'We have news for you.']
      ]
    }],
    variables: { ids: [UMA, LEO] },
    requests: [
      message({
        message_type: 'inapp',
        body: 'We have news for you.',
        from: { type: 'admin', id: ADA },
        to: [{ type: 'user', id: UMA }, { type: 'lead', id: LEO }]
      })
    ]
  },
  {
    name: 'send-whatsapp',
    steps: [{
      template: WHATSAPP,
      words: 'send whatsapp',
      fill: [
        ['type', 'Workspace', 'newest'],
        ['type', 'Phone number', '+55 47 99999-8888'],
        ['type', 'Person\'s name', '=name'],
        ['type', 'Template name', 'order_update'],
        ['type', 'Template language', 'en'],
        ['type', 'Template components', '=[{type: "BODY", parameters: [{type: "text", text: name}]}]']
      ]
    }],
    variables: { name: 'Uma' },
    requests: [
      message({
        message_type: 'whatsapp',
        template: 'order_update',
        locale: 'en',
        components: [{ type: 'BODY', parameters: [{ type: 'text', text: 'Uma' }] }],
        from: { type: 'admin', id: ADA },
        to: { phone: 5547999998888, name: 'Uma' }
      })
    ]
  },
  {
    name: 'send-as-user',
    steps: [{
      template: AS_CONTACT,
      words: 'start conversation',
      fill: [
        ['choose', 'Contact', 'By Intercom ID'],
        ['type', 'Contact\'s Intercom ID', UMA],
        ['type', 'Body', 'I cannot find my invoice.'],
        ['type', 'Written on page', 'https://example.com/invoices']
      ]
    }],
    variables: {},
    requests: [
      message({ from: { type: 'user', id: UMA }, body: 'I cannot find my invoice.', referer: 'https://example.com/invoices' })
    ]
  },
  {
    name: 'find-by-message',
    steps: [
      {
        template: IN_APP,
        words: 'intercom',
        fill: [
          ['choose', 'Recipient', 'Contact by Intercom ID'],
          ['type', 'Contact\'s Intercom ID', UMA],
          ['type', 'Body', 'All well?'],
          ['type', 'Result variable', 'question']
        ]
      },
      {
        template: FIND,
        words: 'wait for reply',
        fill: [
          ['type', 'Message ID', '=question.messageId'],
          ['choose', 'Wait until', 'The contact has replied'],
          ['type', 'Wait at most', 'PT1H'],
          ['choose', 'When the time is over', 'Complete with found = false'],
          ['choose', 'Include what was said', 'As plain text'],
          ['type', 'Result variable', 'conversation']
        ]
      }
    ],
    variables: {},
    reply: 'Yes, thanks',
    requests: [
      message({ message_type: 'inapp', body: 'All well?', from: { type: 'admin', id: ADA }, to: { type: 'user', id: UMA } })
    ],
    result: { conversation: { found: true, state: 'open', lastReply: { body: 'Yes, thanks' } } }
  },
  {
    name: 'find-by-contact',
    steps: [{
      template: AS_CONTACT,
      words: 'write to the team',
      fill: [
        ['choose', 'Sent by', 'Visitor or any contact'],
        ['type', 'Contact\'s external ID', '=customer'],
        ['type', 'Body', 'Is anybody there?']
      ]
    },
    {
      template: FIND,
      words: 'find conversation',
      fill: [
        ['choose', 'Find by', 'Latest open conversation of a contact'],
        ['choose', 'Contact', 'By e-mail'],
        ['type', 'Contact\'s e-mail', 'uma@example.com'],
        ['choose', 'Contact is', 'User'],
        ['choose', 'Wait until', 'The conversation exists'],
        ['type', 'Wait at most', '=patience'],
        ['type', 'Result expression', '={wrote: response.found, status: response.state}']
      ]
    }],
    variables: { customer: 'user-1', patience: 'PT1M' },
    requests: [message({ from: { type: 'user', id: UMA }, body: 'Is anybody there?' })],
    result: { wrote: true, status: 'open' }
  }
];
