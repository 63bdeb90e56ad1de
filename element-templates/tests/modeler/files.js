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
export const find = template('find-intercom-conversation');
export const waitForReply = template('wait-for-intercom-reply');
export const waitForReplyTask = template('wait-for-intercom-reply-receive-task');

/** What a designer has who loaded all our templates, the hybrid ones aside. */
export const templates = [send, find, waitForReply, waitForReplyTask];

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
