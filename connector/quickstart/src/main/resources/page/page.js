import { Diagram } from './diagram.js';
import { byId, el, clock, redrawer } from './dom.js';
import { processes } from './processes.js';
import { StartForm } from './start.js';
import { Talk } from './talk.js';
import { wire } from './wire.js';

const PAUSE = 400;

const diagram = new Diagram();
const talk = new Talk();
const startForm = new StartForm(key => { chosen = key; });

/** The key of the process instance that is shown: the one chosen, or started last. */
let chosen = null;
let view = { instances: [] };

const drawInstances = redrawer(entries => {
  const focused = document.activeElement?.dataset.key;
  byId('instances').replaceChildren(...entries.map(({ key, name, who, state, started, pressed }) => {
    const button = el('button', { type: 'button', dataset: { key }, ariaPressed: String(pressed) },
      el('span', { className: 'title', textContent: who }),
      el('span', { className: `chip ${state}`, textContent: state }),
      el('span', { className: 'hint', textContent: `${clock(started)} · ${name}` }));
    button.addEventListener('click', () => {
      chosen = key;
      show();
    });
    return el('li', {}, button);
  }));
  if (focused) byId('instances').querySelector(`[data-key="${focused}"]`)?.focus();
});

const drawSteps = redrawer(({ started, story }) => {
  byId('steps').replaceChildren(...story.map(({ time, what, detail }) => el('li', {},
    el('time', { textContent: `${((new Date(time) - new Date(started)) / 1000).toFixed(2)} s` }),
    el('span', { textContent: what }),
    el('span', { textContent: detail }))));
});

const STATES = { active: 'running', completed: 'ended', terminated: 'cancelled' };

function contactOf({ contacts }, { variables }) {
  return contacts.find(one => variables.contactEmail && one.email === variables.contactEmail)
    || contacts.find(one => variables.customerId && one.externalId === variables.customerId);
}

/** One at a time, since a diagram takes a moment to be read in. */
let showing = Promise.resolve();
const show = () => (showing = showing.then(draw, draw));

async function draw() {
  const known = await processes(view.processes);
  startForm.show(known, view.contacts);
  // Others than the examples may have been deployed to the engine; their diagrams are not here.
  const instances = view.instances.filter(one => known.has(one.process));
  const instance = instances.find(one => one.key === chosen) ?? instances.at(-1);
  drawInstances(instances.toReversed().map(one => ({
    key: one.key,
    name: known.get(one.process).name,
    who: contactOf(view, one)?.name ?? 'Nobody known',
    state: one.incidents.length ? 'incident' : STATES[one.state],
    started: one.started,
    pressed: one === instance
  })));
  if (instance) {
    const process = known.get(instance.process);
    byId('diagram-title').textContent = process.name;
    byId('instance-who').textContent = `Process instance ${instance.key}`;
    await diagram.show(instance, process);
    drawSteps(instance);
    talk.show(contactOf(view, instance), view.messages, instance);
  }
  wire(view.requests);
}

function say(live, words) {
  const line = byId('live');
  if (line.textContent === words) return;
  line.textContent = words;
  line.className = `live ${live ? 'on' : 'off'}`;
}

let tag = '';
for (;;) {
  try {
    const response = await fetch('/view', { cache: 'no-store', headers: tag ? { 'If-None-Match': tag } : {} });
    if (response.status === 200) {
      tag = response.headers.get('ETag');
      view = await response.json();
      await show();
    }
    say(true, 'Live');
  } catch (error) {
    // fetch fails with a TypeError when nobody listens any more; anything else is a mistake of this page.
    if (!(error instanceof TypeError) || !/fetch|network|load/i.test(error.message)) throw error;
    say(false, 'The quick start has ended');
  }
  await new Promise(resolve => setTimeout(resolve, PAUSE));
}
