import { byId, el, clock, onSubmit, post, redrawer } from './dom.js';

const KINDS = { inapp: 'Messenger', email: 'E-mail', whatsapp: 'WhatsApp', sms: 'SMS' };

/** Both sides of what was written: as the contact sees it, and as the team does in Intercom's inbox. */
export class Talk {
  #contact = null;
  #messages = [];
  #chosen = null;
  #newest = null;
  #instance = null;

  #drawThreads = redrawer(threads => {
    byId('threads').replaceChildren(...threads.map(({ id, label, pressed }) => {
      const button = el('button', { type: 'button', textContent: label, ariaPressed: String(pressed) });
      button.addEventListener('click', () => this.#choose(id));
      return button;
    }));
    byId('threads').hidden = threads.length < 2;
  });

  #drawContactSide = redrawer(said => log('contact-log', said, 'Nothing has arrived yet.'));
  #drawAdminSide = redrawer(said => log('admin-log', said, 'No conversation yet. In Intercom, an admin’s message becomes one when the contact replies.'));

  #drawHeads = redrawer(({ name, kind, conversation }) => {
    byId('contact-who').textContent = [name, kind].filter(Boolean).join(' · ');
    byId('contact-reply-label').textContent = `Reply as ${name || 'the contact'}`;
    byId('conversation-who').replaceChildren(...conversation
      ? [`Conversation ${conversation.id} `, el('span', { className: `state ${conversation.state}`, textContent: conversation.state })]
      : []);
  });

  constructor() {
    const reply = (form, box, json) => {
      onSubmit(form, async () => {
        const body = box.value.trim();
        if (!body) throw new Error('Write something first.');
        await post('/_sandbox/reply', { ...json(), body });
        box.value = '';
      });
      box.addEventListener('keydown', event => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        form.requestSubmit();
      });
    };
    reply(byId('contact-form'), byId('contact-reply'), () => ({ messageId: this.#chosen, contactId: this.#contact.id }));
    reply(byId('admin-form'), byId('admin-reply'), () => ({ as: 'admin', conversationId: this.#conversation.id }));
    byId('close').addEventListener('click', () => post('/_sandbox/close', { conversationId: this.#conversation.id }));
  }

  /** Shows what this contact got and wrote; the newest message first, unless a reply is being written. */
  show(contact, messages, instance) {
    const other = instance.key !== this.#instance;
    this.#instance = instance.key;
    this.#contact = contact ?? null;
    this.#messages = contact ? messages.filter(one => one.to.includes(contact.id) || one.from.id === contact.id) : [];
    const ids = this.#messages.map(one => one.id);
    if (other || !ids.includes(this.#chosen)) this.#chosen = ids.findLast(id => mentions(instance.variables, id)) ?? ids.at(-1) ?? null;
    else if (ids.at(-1) !== this.#newest && !byId('contact-reply').value) this.#chosen = ids.at(-1);
    this.#newest = ids.at(-1);
    this.#draw();
  }

  get #message() {
    return this.#messages.find(one => one.id === this.#chosen);
  }

  get #conversation() {
    return this.#message?.conversations.find(one => one.contactId === this.#contact.id);
  }

  #choose(id) {
    this.#chosen = id;
    this.#draw();
    byId('threads').querySelector('[aria-pressed=true]')?.focus();
  }

  #draw() {
    const message = this.#message;
    const conversation = this.#conversation;
    this.#drawThreads(this.#messages.toReversed().map(one => ({
      id: one.id, pressed: one === message, label: `${clock(one.createdAt * 1000)} · ${KINDS[one.kind] ?? one.kind}`
    })));
    this.#drawHeads({
      name: this.#contact?.name ?? this.#contact?.email,
      kind: message && (KINDS[message.kind] ?? message.kind),
      conversation: conversation && { id: conversation.id, state: conversation.state }
    });
    const said = message ? [first(message), ...(conversation?.parts ?? [])] : [];
    const seenFrom = side => said.map(({ from, text, subject, createdAt, type }) => ({
      mine: from.admin === (side === 'admin'), by: from.name, text, subject, createdAt, type
    }));
    this.#drawContactSide(seenFrom('contact').filter(one => one.text));
    this.#drawAdminSide(conversation ? seenFrom('admin') : []);
    for (const field of byId('contact-form').elements) field.disabled = !message;
    for (const field of byId('admin-form').elements) field.disabled = !conversation;
  }
}

const first = ({ from, text, subject, createdAt }) => ({ from, text, subject, createdAt, type: 'comment' });

const mentions = (variables, messageId) => Object.values(variables).some(value => String(value?.messageId) === messageId);

function log(id, said, empty) {
  const box = byId(id);
  box.replaceChildren(...said.length ? said.map(bubble) : [el('p', { className: 'empty', textContent: empty })]);
  box.scrollTop = box.scrollHeight;
}

function bubble({ mine, by, text, subject, createdAt, type }) {
  const about = `${by} · ${clock(createdAt * 1000)}`;
  if (!text) return el('p', { className: 'event', textContent: `${type === 'close' ? 'Closed by' : `${type} by`} ${about}` });
  return el('div', { className: mine ? 'bubble mine' : 'bubble' },
    el('p', { className: 'by', textContent: about }),
    el('p', { className: 'said' }, subject ? el('b', { textContent: subject }) : null, text));
}
