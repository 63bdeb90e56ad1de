import askTheCustomer from './ask-the-customer.js';
import bulkAnnouncement from './bulk-announcement.js';
import errorHandling from './error-handling.js';
import guidedOnboarding from './guided-onboarding.js';
import onboarding from './onboarding.js';
import pollForReply from './poll-for-reply.js';
import replyOrReminder from './reply-or-reminder.js';
import userInitiatedMessage from './user-initiated-message.js';

/** The example processes, by the names of their files. */
export const examples = {
  'ask-the-customer.bpmn': askTheCustomer,
  'bulk-announcement.bpmn': bulkAnnouncement,
  'error-handling.bpmn': errorHandling,
  'guided-onboarding.bpmn': guidedOnboarding,
  'onboarding.bpmn': onboarding,
  'poll-for-reply.bpmn': pollForReply,
  'reply-or-reminder.bpmn': replyOrReminder,
  'user-initiated-message.bpmn': userInitiatedMessage
};
