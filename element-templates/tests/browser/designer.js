import { pathToFileURL } from 'node:url';

const ENTRY = '.bio-properties-panel-entry';
const GROUP = '.bio-properties-panel-group';
const ERROR = '.bio-properties-panel-error';

/** Somebody at the modeler, who sees labels and uses mouse and keyboard. */
export class Designer {
  #page;

  constructor(page) {
    this.#page = page;
  }

  static async at(browser, file, xml, templates) {
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    page.setDefaultTimeout(30_000);
    const failures = [];
    page.on('pageerror', error => failures.push(error));
    await page.goto(pathToFileURL(file).href);
    const complaints = await page.evaluate(([diagram, known]) => window.openDiagram(diagram, known), [xml, templates]);
    if (complaints.length || failures.length) throw new AggregateError([...failures, ...complaints], 'The modeler complains');
    return new Designer(page);
  }

  /** What the menu for appending offers after these words were typed, by name. */
  async found(words) {
    const menu = await this.#menu('.djs-context-pad.open [data-action=append]', words);
    return (await menu.locator('.entry .djs-popup-label').allTextContents()).map(name => name.trim());
  }

  async leaveMenu() {
    await this.#page.keyboard.press('Escape');
    await this.#page.locator('.djs-popup').waitFor({ state: 'detached' });
  }

  /** Appends what the menu calls by that name to what is selected, and returns the new element's id. */
  async append(name, words = name) {
    const before = await this.#selected();
    const menu = await this.#menu('.djs-context-pad.open [data-action=append]', words);
    await menu.locator('.entry').filter({ has: this.#page.getByText(name, { exact: true }) }).click();
    return this.#nowSelected(before);
  }

  /** Takes it from the palette, drops it on the canvas, and returns the new element's id. */
  async drop(name, { x, y }) {
    const before = await this.#selected();
    const menu = await this.#menu('.djs-palette [data-action=create]', name);
    await menu.locator('.entry').filter({ has: this.#page.getByText(name, { exact: true }) }).click();
    await this.#page.mouse.move(x - 5, y - 5);
    await this.#page.mouse.move(x, y);
    await this.#page.mouse.click(x, y);
    return this.#nowSelected(before);
  }

  async appendEnd() {
    const before = await this.#selected();
    await this.#page.locator('.djs-context-pad.open [data-action="append.end-event"]').click();
    return this.#nowSelected(before);
  }

  async select(id) {
    // A click on what is selected already would take the selection away.
    if (await this.#selected() === id) return;
    await this.#page.locator(`.djs-shape[data-element-id="${id}"] .djs-hit`).first().click();
    await this.#page.waitForFunction(wanted => window.selected() === wanted, id);
    await this.#page.locator('.djs-context-pad.open').waitFor();
  }

  /** Turns an undefined element into the template's, by the panel's Select button. */
  async useTemplate(name) {
    await this.#page.getByRole('button', { name: 'Select' }).click();
    const menu = this.#page.locator('.djs-popup');
    await menu.locator('.entry').first().waitFor();
    // A short menu has no field to search in.
    if (await menu.locator('input').isVisible()) await this.#searched(name);
    await menu.locator('.entry').filter({ has: this.#page.getByText(name, { exact: true }) }).click();
    await this.#entry('Name').waitFor({ state: 'attached' });
  }

  async update() {
    await this.#page.getByText('Update available').click();
    await this.#page.getByText('Update', { exact: true }).click();
    await this.#page.getByText('Applied').waitFor();
  }

  /** Types into a field as one types: letter by letter, instead of what stood there. */
  async type(label, text) {
    const entry = await this.#shown(label);
    await entry.locator('input, textarea, .cm-content').first().click();
    await this.#page.keyboard.press('ControlOrMeta+A');
    await this.#page.keyboard.press('Delete');
    const expression = text.startsWith('=');
    if (expression && !await entry.locator('.feel-active').count()) {
      // The equals sign turns a field into an editor for expressions, which shows the sign itself from then on.
      await this.#page.keyboard.type('=');
      await entry.locator('.cm-editor.cm-focused').waitFor();
    }
    await this.#page.keyboard.type(expression ? text.slice(1) : text);
    await this.#leaveField();
    await this.#untilWritten(text);
  }

  /** Pastes into an empty field what was copied elsewhere. */
  async paste(label, text) {
    const entry = await this.#shown(label);
    await entry.locator('input, textarea, .cm-content').first().click();
    await this.#page.keyboard.insertText(text);
    await this.#leaveField();
  }

  async choose(label, choice) {
    const entry = await this.#shown(label);
    const [value] = await entry.locator('select').selectOption({ label: choice });
    await this.#untilWritten(value);
  }

  async tick(label) {
    const entry = await this.#shown(label);
    await entry.locator('input[type=checkbox]').click();
    await this.#untilWritten('=true');
  }

  /** The labels of the fields below a group's title, or of those in all open groups. */
  async fields(title) {
    const groups = await this.#groups();
    return groups.filter(group => title ? group.title === title : group.open).flatMap(group => group.fields);
  }

  /** The titles of the template's groups that are closed. */
  async closedGroups() {
    return (await this.#groups()).filter(group => !group.open).map(group => group.title);
  }

  /** What is said to be wrong, below all fields that are shown. */
  async complaints() {
    return this.#page.locator(`${ENTRY} ${ERROR}`).allTextContents();
  }

  /** Waits until exactly this is said to be wrong below a field; nothing for none. */
  async untilToldOf(label, complaint) {
    const error = (await this.#shown(label)).locator(ERROR);
    if (complaint) await error.getByText(complaint, { exact: true }).waitFor();
    else await error.waitFor({ state: 'detached' });
  }

  /** Waits until a group shows exactly these fields. */
  async untilFields(title, labels) {
    for (let i = 0; i < 100 && String(await this.fields(title)) !== String(labels); i++) {
      await this.#page.evaluate(() => new Promise(requestAnimationFrame));
    }
    if (String(await this.fields(title)) !== String(labels)) {
      throw new Error(`${title} has ${await this.fields(title)}, not ${labels}`);
    }
  }

  async undo() {
    await this.#page.evaluate(() => window.undo());
  }

  /** What stands in the diagram for the selected element. */
  async written() {
    return this.#page.evaluate(() => window.written(window.selected()));
  }

  /** Waits until exactly this stands in the diagram for an input, header or property. */
  async untilWrittenAs(name, value) {
    const isWritten = ([key, wanted]) => window.written(window.selected())[key] === wanted;
    await this.#page.waitForFunction(isWritten, [name, value]).catch(async cause => {
      throw new Error(`${name} is ${(await this.written())[name]}, not ${value}`, { cause });
    });
  }

  /** Waits until this is the correlation key of the selected event's message. */
  async untilKey(value) {
    await this.#page.waitForFunction(wanted => window.correlationKey(window.selected()) === wanted, value);
  }

  async template(id) {
    return this.#page.evaluate(element => window.templateOf(element), id);
  }

  async save() {
    return this.#page.evaluate(() => window.saveDiagram());
  }

  async picture(path) {
    await this.#leaveField();
    await this.#page.addStyleTag({ content: '.cm-tooltip { display: none; }' });
    const height = await this.#page.evaluate(() => document.querySelector('.bio-properties-panel-scroll-container').scrollHeight
      + document.querySelector('.bio-properties-panel-header').offsetHeight);
    await this.#page.setViewportSize({ width: 1400, height: height + 8 });
    await this.#page.locator('#panel').screenshot({ path });
  }

  async leave() {
    await this.#page.close();
  }

  async #menu(opener, words) {
    await this.#page.locator(opener).click();
    return this.#searched(words);
  }

  async #searched(words) {
    const menu = this.#page.locator('.djs-popup');
    await menu.locator('input').pressSequentially(words);
    // A template, or one of the operations of a template.
    await menu.locator('.entry[data-id*=template], .entry[data-id^=step]').first().waitFor();
    return menu;
  }

  #selected() {
    return this.#page.evaluate(() => window.selected());
  }

  async #nowSelected(before) {
    await this.#page.waitForFunction(old => window.selected() && window.selected() !== old, before);
    await this.#page.locator('.djs-context-pad.open').waitFor();
    return this.#selected();
  }

  #entry(label) {
    const text = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
    return this.#page.locator(ENTRY).filter({ has: this.#page.locator('label', { hasText: text }) });
  }

  /** The field, in a group that is open. */
  async #shown(label) {
    const entry = this.#entry(label).first();
    await entry.waitFor({ state: 'attached' });
    const group = this.#page.locator(GROUP).filter({ has: entry });
    if (!await group.locator('.bio-properties-panel-group-entries.open').count()) {
      await group.locator('.bio-properties-panel-group-header').click();
    }
    await entry.waitFor();
    return entry;
  }

  async #groups() {
    return this.#page.locator(GROUP).evaluateAll(groups => groups
      .filter(group => group.dataset.groupId?.startsWith('group-ElementTemplates__CustomProperties'))
      .map(group => ({
        title: group.querySelector('.bio-properties-panel-group-header-title').textContent,
        open: !!group.querySelector('.bio-properties-panel-group-entries.open'),
        fields: [...group.querySelectorAll('.bio-properties-panel-entry label')].map(label => label.textContent)
      })));
  }

  /** An expression counts once its editor is left. */
  async #leaveField() {
    await this.#page.evaluate(() => document.activeElement?.blur());
  }

  /** Typing counts after a moment. */
  async #untilWritten(value) {
    const isWritten = wanted => Object.values(window.written(window.selected())).includes(wanted);
    await this.#page.waitForFunction(isWritten, value).catch(async cause => {
      throw new Error(`${value} is not in the diagram, but ${JSON.stringify(await this.written())}`, { cause });
    });
  }
}
