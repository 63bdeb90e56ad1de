import { byId, el, onSubmit, post, redrawer } from './dom.js';

/** What the double does once, to the next message. */
const TROUBLES = {
  none: null,
  rateLimited: { method: 'POST', path: '/messages', effect: 'rateLimited' },
  restricted: {
    method: 'POST', path: '/messages', effect: 'status', status: 403,
    body: { type: 'error.list', errors: [{ code: 'api_plan_restricted', message: 'Active subscription needed.' }] }
  },
  lost: { method: 'POST', path: '/messages', effect: 'close', when: 'after' }
};
const NEWCOMER = 'new';
/** How often examples that look again and again do so here. */
const POLL_EVERY = 'PT5S';

/** The form that starts a process instance. */
export class StartForm {
  #processes = new Map();
  #contacts = [];
  #drawProcesses;
  #drawContacts;

  /** @param started told the key of each instance that was started */
  constructor(started) {
    const process = byId('process');
    const contact = byId('contact');
    this.#drawProcesses = redrawer(options => {
      process.replaceChildren(...options.map(([value, textContent]) => el('option', { value, textContent })));
      this.#drawFields();
    });
    this.#drawContacts = redrawer(options => {
      const chosen = contact.value;
      contact.replaceChildren(...options.map(([value, textContent]) => el('option', { value, textContent })));
      if (options.some(([value]) => value === chosen)) contact.value = chosen;
      this.#drawFields();
    });
    process.addEventListener('change', () => this.#offer());
    contact.addEventListener('change', () => this.#drawFields());
    onSubmit(byId('start-form'), async () => {
      const path = `/processes/${process.value}`;
      const who = contact.value === NEWCOMER ? await this.#welcome() : this.#contacts.find(one => one.id === contact.value);
      const trouble = TROUBLES[byId('trouble').value];
      if (trouble) await post('/_sandbox/faults', trouble);
      const { processInstanceKey } = await post(path, this.#variables(who));
      byId('trouble').value = 'none';
      started(processInstanceKey);
    });
  }

  show(processes, contacts) {
    this.#processes = processes;
    this.#contacts = contacts;
    // Those that begin with one contact, which is what this form has.
    this.#drawProcesses([...processes.values()]
      .filter(one => one.takes('contactEmail') || one.takes('customerId'))
      .map(one => [one.id, one.name]));
    this.#offer();
  }

  get #process() {
    return this.#processes.get(byId('process').value);
  }

  #offer() {
    const named = this.#process?.takes('customerId') ? 'externalId' : 'email';
    this.#drawContacts([
      ...this.#contacts.filter(one => one.role === 'user' && one[named]).map(one => [one.id, `${one.name} (${one[named]})`]),
      [NEWCOMER, 'Somebody new …']
    ]);
    this.#drawFields();
  }

  #drawFields() {
    byId('process-about').textContent = this.#process?.about ?? '';
    byId('newcomer').hidden = byId('contact').value !== NEWCOMER;
    for (const field of document.querySelectorAll('[data-variable]')) {
      field.hidden = !this.#process?.takes(field.dataset.variable);
    }
  }

  /** Adds a user to Intercom, as a product does when somebody signs up. */
  async #welcome() {
    const name = byId('name').value.trim();
    const email = byId('email').value.trim();
    if (!name || !email) throw new Error('A new contact needs a name and an e-mail address.');
    const known = this.#contacts.find(one => one.email === email);
    if (known) return known;
    const externalId = email.split('@')[0];
    const contact = await post('/_sandbox/contacts', { name, email, external_id: externalId });
    return { ...contact, externalId };
  }

  #variables({ name, email, externalId }) {
    const all = {
      contactName: name, contactEmail: email, customerId: externalId,
      text: byId('text').value, replyWithin: byId('within').value, pollEvery: POLL_EVERY
    };
    return Object.fromEntries(Object.entries(all).filter(([name]) => this.#process.takes(name)));
  }
}
