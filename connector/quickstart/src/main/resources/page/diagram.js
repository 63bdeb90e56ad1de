import { byId, el, post, redrawer } from './dom.js';

const JOURNEY = 700;
/** Smaller than this, nobody can read the names: show a part of the diagram instead. */
const READABLE = 0.62;

/** The diagram of a process instance with its tokens and incidents, and the same in words below. */
export class Diagram {
  #viewer = new window.BpmnJS({
    container: byId('diagram'),
    bpmnRenderer: { defaultFillColor: 'var(--shape)', defaultStrokeColor: 'var(--stroke)' },
    // Otherwise badges stay hidden for a moment after each change of size.
    canvas: { deferUpdate: false },
    // The wheel scrolls the page.
    zoomScroll: { enabled: false }
  });
  #drawn = null;
  #marked = [];
  #drawIncidents = redrawer(incidents => byId('incidents').replaceChildren(...incidents.map(note)));
  #drawState = redrawer(([instance]) => this.#draw(instance));

  constructor() {
    for (const [id, step] of [['zoom-in', 1.25], ['zoom-out', 0.8]]) {
      byId(id).addEventListener('click', () => this.#canvas.zoom(this.#canvas.zoom() * step, 'auto'));
    }
    byId('zoom-fit').addEventListener('click', () => this.#canvas.zoom('fit-viewport', 'auto'));
    window.addEventListener('resize', () => this.#drawn && this.#fit(this.#drawn));
  }

  /** Shows where an instance stands; one that is shown already moves on. */
  async show(instance, process) {
    const { key, tokens, completed, taken, incidents, failures, state } = instance;
    if (this.#drawn?.process !== process.id) {
      await this.#viewer.importXML(process.xml);
      this.#marked = [];
    }
    const before = this.#drawn?.key === key ? this.#drawn : null;
    this.#drawn = instance;
    if (!before) this.#fit(instance);
    this.#drawState([{ key, tokens, completed, taken, incidents, failures, state, process: process.id }]);
    if (before) {
      for (const flow of taken.filter(id => !before.taken.includes(id))) this.#travel(flow);
      const [here] = Object.keys(tokens);
      if (here && !(here in before.tokens)) this.#reveal(here);
    }
  }

  get #canvas() {
    return this.#viewer.get('canvas');
  }

  #name(id) {
    return this.#viewer.get('elementRegistry').get(id)?.businessObject.name || id;
  }

  #draw({ tokens, completed, taken, incidents, failures, state }) {
    const canvas = this.#canvas;
    const overlays = this.#viewer.get('overlays');
    const registry = this.#viewer.get('elementRegistry');
    for (const [id, marker] of this.#marked) if (registry.get(id)) canvas.removeMarker(id, marker);
    overlays.remove({ type: 'badge' });
    const stuck = incidents.map(one => one.element);
    this.#marked = [
      ...completed.map(id => [id, 'done']),
      ...taken.map(id => [id, 'taken']),
      ...Object.keys(tokens).map(id => [id, stuck.includes(id) ? 'stuck' : 'here'])
    ].filter(([id]) => registry.get(id));
    for (const [id, marker] of this.#marked) canvas.addMarker(id, marker);

    const badge = (id, position, className, textContent, title) => registry.get(id) && overlays.add(id, 'badge', {
      position, show: { minZoom: 0 }, html: el('div', { className: `badge ${className}`, textContent, title })
    });
    for (const [id, count] of Object.entries(tokens)) {
      if (stuck.includes(id)) badge(id, { top: -12, right: 14 }, 'incident', '!', 'Incident');
      else badge(id, { bottom: 12, left: -10 }, 'token', String(count), count === 1 ? '1 token' : `${count} tokens`);
    }
    const ends = completed.filter(id => registry.get(id)?.type === 'bpmn:EndEvent');
    if (state === 'completed') for (const id of ends) badge(id, { top: -12, right: 14 }, 'ended', '✓', 'Ended here');

    this.#tell({ tokens, incidents, failures, state, ends });
  }

  /** The same in words, for everybody, and for who cannot see the diagram first of all. */
  #tell({ tokens, incidents, failures, state, ends }) {
    const chip = (className, textContent) => el('span', { className: `chip ${className}`, textContent });
    const chips = Object.keys(tokens).map(id => incidents.some(one => one.element === id)
      ? chip('incident', `Incident at “${this.#name(id)}”`)
      : chip('token', `Now at “${this.#name(id)}”`));
    const stuck = incidents.map(one => one.element);
    const waiting = failures.filter(one => one.element in tokens && !stuck.includes(one.element))
      .map(({ message }) => el('span', { className: 'hint', textContent: message }));
    if (state === 'completed') chips.push(chip('done', `✓ Ended at “${ends.map(id => this.#name(id)).join('”, “')}”`));
    if (state === 'terminated') chips.push(chip('', 'Cancelled'));
    byId('standing').replaceChildren(...chips, ...waiting);
    byId('diagram').setAttribute('aria-label', `Process diagram. ${chips.map(one => one.textContent).join('. ')}`);
    this.#drawIncidents(incidents);
  }

  #fit({ tokens, completed }) {
    this.#canvas.resized();
    this.#canvas.zoom('fit-viewport', 'auto');
    if (this.#canvas.zoom() > 1.3) this.#canvas.zoom(1.3, 'auto');
    if (this.#canvas.zoom() < READABLE) {
      this.#canvas.zoom(READABLE);
      this.#reveal(Object.keys(tokens)[0] ?? completed.at(-1));
    }
  }

  /** Moves an element into the middle, if not all of the diagram can be seen. */
  #reveal(id) {
    const element = this.#viewer.get('elementRegistry').get(id);
    const { outer, inner } = this.#canvas.viewbox();
    if (!element || (inner.width <= outer.width / this.#canvas.zoom() && inner.height <= outer.height / this.#canvas.zoom())) return;
    const { x, y, width, height } = this.#canvas.viewbox();
    const middle = { x: element.x + element.width / 2, y: element.y + element.height / 2 };
    this.#canvas.viewbox({ x: middle.x - width / 2, y: middle.y - height / 2, width, height });
  }

  /** Lets a token be seen on its way along a flow. */
  #travel(flow) {
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const graphics = this.#viewer.get('elementRegistry').getGraphics(flow);
    const path = graphics?.querySelector('.djs-visual path');
    if (!path) return;
    const dot = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
    dot.setAttribute('r', '8');
    dot.setAttribute('class', 'traveller');
    graphics.append(dot);
    const length = path.getTotalLength();
    const begun = performance.now();
    const step = now => {
      const part = Math.min(1, (now - begun) / JOURNEY);
      const { x, y } = path.getPointAtLength(length * part);
      dot.setAttribute('cx', x);
      dot.setAttribute('cy', y);
      if (part < 1) requestAnimationFrame(step);
      else dot.remove();
    };
    requestAnimationFrame(step);
  }
}

function note({ key, name, message }) {
  const again = el('button', { type: 'button', textContent: 'Try again' });
  again.addEventListener('click', async () => {
    again.disabled = true;
    try {
      await post(`/incidents/${key}`, {});
    } catch (error) {
      again.after(el('p', { className: 'problem', textContent: error.message }));
      again.disabled = false;
    }
  });
  return el('div', { className: 'incident-note' }, el('strong', { textContent: `Incident at “${name}”` }), el('p', { textContent: message }), again);
}
