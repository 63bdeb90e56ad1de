import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TEMPLATES = join(import.meta.dirname, '../..');

/** Where the example diagrams are. */
export const EXAMPLES = join(TEMPLATES, '../example-bpmn');

/** Every template that a modeler may load, by the path of its file. */
export const templateFiles = ['.', 'hybrid', 'versioned'].flatMap(folder => list(join(TEMPLATES, folder), '.json'));

/** A template by the name of its file. */
export const template = name => JSON.parse(readFileSync(join(TEMPLATES, `${name}.json`), 'utf8'));

export const send = template('send-message-with-intercom');
export const sendWhatsApp = template('send-whatsapp-message-with-intercom');
export const sendAsContact = template('send-message-as-contact-with-intercom');
export const find = template('find-intercom-conversation');
export const waitForReply = template('wait-for-intercom-reply');
export const waitForReplyTask = template('wait-for-intercom-reply-receive-task');
export const waitForReplyBoundary = template('wait-for-intercom-reply-boundary-event');
export const waitForReplyStart = template('wait-for-intercom-reply-start-event');
export const contactWritesStart = template('when-a-contact-writes-in-intercom-start-event');
export const contactWritesBoundary = template('when-a-contact-writes-in-intercom-boundary-event');

/** What a designer has who loaded all our templates, the hybrid ones aside. */
export const templates = [
  send, sendWhatsApp, sendAsContact, find,
  waitForReply, waitForReplyTask, waitForReplyBoundary, waitForReplyStart,
  contactWritesStart, contactWritesBoundary
];

/** The example diagrams, by the path of their files. */
export const exampleFiles = () => list(EXAMPLES, '.bpmn');

function list(folder, ending) {
  try {
    return readdirSync(folder).filter(name => name.endsWith(ending)).map(name => join(folder, name));
  } catch (error) {
    // Nothing was released yet: no versioned folder.
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
