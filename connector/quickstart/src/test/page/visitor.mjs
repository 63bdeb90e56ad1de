import assert from 'node:assert/strict';

const URL = process.env.QUICKSTART_URL;

/** Somebody who looks at the page of the quick start. Whatever the page asks for, and whatever it complains of, is noted. */
export class Visitor {
  /** What went wrong behind the page: requests to elsewhere, answers that are errors, words in the console. */
  troubles = [];

  static async at(browser, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
    const visitor = new Visitor();
    visitor.page = await context.newPage();
    visitor.page.setDefaultTimeout(20_000);
    visitor.page.on('console', message => ['error', 'warning'].includes(message.type()) && visitor.troubles.push(`console: ${message.text()}`));
    visitor.page.on('pageerror', error => visitor.troubles.push(`error: ${error.message}`));
    visitor.page.on('request', request => request.url().startsWith(`${URL}/`) || request.url().startsWith('data:')
      || visitor.troubles.push(`asked elsewhere: ${request.url()}`));
    visitor.page.on('response', response => response.status() < 400 || visitor.troubles.push(`${response.status()} ${response.url()}`));
    await visitor.page.goto(URL);
    await visitor.page.getByText('Live', { exact: true }).waitFor();
    return visitor;
  }

  async leave() {
    await this.page.context().close();
    assert.deepEqual(this.troubles, []);
  }

  field(label) {
    return this.page.getByLabel(label, { exact: true });
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Starts a process for somebody who was not in Intercom before, so that all there is of theirs is from now on. */
  async startFor(name, { process, trouble, text } = {}) {
    if (process) await this.field('Process').selectOption({ label: process });
    await this.field('Contact').selectOption({ label: 'Somebody new …' });
    await this.field('Name').fill(name);
    await this.field('E-mail').fill(`${name.toLowerCase()}@example.com`);
    if (text) await this.field('Text').fill(text);
    if (trouble) await this.field('Intercom').selectOption({ label: trouble });
    await this.button('Start').click();
    await this.page.locator('#contact-who').getByText(name).waitFor();
  }

  /** Waits until the page says in words where the process stands. */
  async untilToldOf(words) {
    await this.page.locator('#standing').getByText(words, { exact: true }).waitFor();
  }

  /** Waits until an element of the diagram is marked so. */
  async untilMarked(id, marker) {
    await this.page.locator(`#diagram g.djs-element.${marker}[data-element-id="${id}"]`).first().waitFor();
  }

  /** The badges of tokens, of incidents and of ends in the diagram, by the element they are at. */
  badges() {
    return this.page.locator('#diagram .badge').evaluateAll(all =>
      all.map(badge => `${badge.closest('[data-container-id]').dataset.containerId} ${badge.textContent}`));
  }

  async untilContactSees(words) {
    await this.page.locator('#contact-log').getByText(words, { exact: true }).waitFor();
  }

  async untilTeamSees(words) {
    await this.page.locator('#admin-log').getByText(words, { exact: true }).waitFor();
  }

  /** Counts from now on how often a token is seen on its way along a flow. */
  async watchTokens() {
    await this.page.evaluate(() => {
      window.journeys = 0;
      const isToken = node => node.classList?.contains('traveller');
      new MutationObserver(changes => changes.forEach(({ addedNodes }) => window.journeys += [...addedNodes].filter(isToken).length))
        .observe(document.getElementById('diagram'), { childList: true, subtree: true });
    });
  }

  async journeys() {
    return this.page.evaluate(() => window.journeys);
  }

  /** Presses Tab until a control has the focus, as somebody without a mouse does; the focus can be seen all the way. */
  async tabTo(control) {
    for (let presses = 0; presses < 80; presses++) {
      await this.page.keyboard.press('Tab');
      const { there, seen, name } = await control.evaluate(wanted => {
        const focused = document.activeElement;
        return {
          there: focused === wanted,
          seen: getComputedStyle(focused).outlineStyle !== 'none' || focused === document.body,
          name: focused.id || focused.textContent
        };
      });
      assert.ok(seen, `the focus cannot be seen at: ${name}`);
      if (there) return;
    }
    assert.fail('Tab does not lead there');
  }
}
