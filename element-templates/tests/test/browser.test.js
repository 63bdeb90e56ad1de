import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { begun } from '../browser/blank.js';
import { bundle } from '../browser/bundle.js';
import { launch, skip } from '../browser/chromium.js';
import { Designer } from '../browser/designer.js';
import { fill } from '../browser/fill.js';
import { forms } from '../browser/forms.js';
import { BLANK } from '../modeler/blank.js';
import { contactWritesStart, find, send, templateFiles, waitForReply, waitForReplyBoundary } from '../modeler/files.js';
import { Diagram } from '../modeler/headless.js';

const TARGET = join(import.meta.dirname, '../target');
/** From here, connector/worker takes what was drawn, and runs it. */
const FILLED = join(TARGET, 'filled');
const PICTURES = join(TARGET, 'forms');
const GUIDE = readFileSync(join(import.meta.dirname, '../../../docs/designers-guide.md'), 'utf8');

/** The templates, each in its newest version. Older ones are kept in versioned/ once something was released. */
const all = templateFiles.map(file => JSON.parse(readFileSync(file, 'utf8')))
  .filter((one, i, known) => !known.some(({ id, version }) => id === one.id && version > one.version));

/** What the menus call a template: itself, or each of its operations. */
const names = ({ name, steps }) => steps?.map(step => step.name) ?? [name];

const [inApp, email] = names(send);

describe('In the modeler', { skip }, () => {
  let browser;
  let file;

  before(async () => {
    for (const folder of [FILLED, PICTURES]) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
    }
    file = await bundle();
    browser = await launch();
  });
  after(() => browser?.close());

  const atStart = async (xml = begun('process'), id = 'start') => {
    const designer = await Designer.at(browser, file, xml, all);
    await designer.select(id);
    return designer;
  };

  const sending = async (name = inApp) => {
    const designer = await atStart();
    await designer.append(name);
    return designer;
  };

  for (const template of all.filter(({ elementType }) => /Task|CatchEvent/.test(elementType.value))) {
    it(`is found by its name and by each of its keywords: ${template.name}`, async () => {
      const designer = await atStart();
      for (const words of [template.name, ...template.keywords]) {
        const found = await designer.found(words);
        assert.ok(names(template).some(name => found.includes(name)), words);
        await designer.leaveMenu();
      }

      const id = await designer.append(names(template)[0], template.keywords[0]);

      assert.deepEqual(await designer.template(id), { id: template.id, version: template.version });
      await designer.leave();
    });
  }

  it('offers each thing that a message can be by its own name', async () => {
    for (const { name, keywords, presetId } of send.steps) {
      const designer = await atStart();
      for (const words of keywords) {
        assert.ok((await designer.found(words)).includes(name), words);
        await designer.leaveMenu();
      }

      await designer.append(name, keywords[0]);

      assert.equal((await designer.written())['intercom.messageType'], presetId);
      await designer.leave();
    }
  });

  for (const words of ['email', 'e-mail', 'chat', 'message', 'notify', 'notification', 'onboarding']) {
    it(`is found by what people call it: ${words}`, async () => {
      const designer = await atStart();

      assert.ok((await designer.found(words)).some(name => names(send).includes(name)));
      await designer.leave();
    });
  }

  it('is taken from the palette and dropped on the canvas', async () => {
    const designer = await atStart();

    const id = await designer.drop(email, { x: 500, y: 400 });

    assert.deepEqual(await designer.template(id), { id: send.id, version: send.version });
    assert.match(await designer.save(), new RegExp(`<bpmn:serviceTask id="${id}"`));
    await designer.leave();
  });

  for (const [element, template] of [['task', find], ['boundary', waitForReplyBoundary], ['start', contactWritesStart]]) {
    it(`is chosen for an element that is there: ${template.name}`, async () => {
      const designer = await atStart(BLANK, element);

      await designer.useTemplate(template.name);

      assert.deepEqual(await designer.template(element), { id: template.id, version: template.version });
      await designer.leave();
    });
  }

  it('shows six fields for an in-app message, and the rest in groups that are closed', async () => {
    const designer = await sending();

    assert.deepEqual(await designer.fields(), [
      'Message type', 'Recipient', 'Contact\'s e-mail', 'Body', 'Result variable', 'Result expression'
    ]);
    assert.deepEqual(await designer.closedGroups(), [
      'Workspace', 'Sender', 'Recipient type and copies', 'Only in an e-mail', 'Options', 'Error handling', 'Retries'
    ]);
    await designer.leave();
  });

  it('asks for nothing at first but what it cannot do without', async () => {
    const designer = await sending();

    assert.deepEqual((await designer.complaints()).sort(), ['Body must not be empty.', 'Contact\'s e-mail must not be empty.']);
    await designer.leave();
  });

  it('says what is wrong with what was typed, until it is right', async () => {
    const designer = await sending();
    const emailSays = 'Contact\'s e-mail must be an e-mail address, such as ann@example.com, or an expression.';
    const timeSays = 'Sent at (API 2.11) must be a time with an offset, such as 2026-03-01T09:00:00Z, epoch seconds, or an expression.';
    const nameSays = 'Result variable must be one name of letters and digits, such as welcome, and not intercom.';
    for (const [label, wrong, complaint, right] of [
      ['Contact\'s e-mail', 'uma', emailSays, 'uma@example.com'],
      ['Contact\'s e-mail', 'Uma <uma@example.com>', emailSays, '=contactEmail'],
      ['Sent at (API 2.11)', 'tomorrow', timeSays, '1772355600'],
      ['Sent at (API 2.11)', '2026-03-01T09:00:00', timeSays, '2026-03-01T09:00:00+01:00'],
      ['Sent at (API 2.11)', '2026-13-01T09:00:00Z', timeSays, '2026-03-01T09:00:00@Europe/Berlin'],
      ['Result variable', 'my welcome', nameSays, 'welcome'],
      ['Result variable', '1abc', nameSays, 'abc1'],
      ['Result variable', 'a(b', nameSays, 'a_b'],
      ['Result variable', 'if', nameSays, 'iffy'],
      ['Result variable', 'intercom', nameSays, 'Übung'],
      ['Retries', 'three', 'Retries must be a whole number, such as 3, or an expression.', '5'],
      ['Retry backoff', '30', 'Retry backoff must be an ISO-8601 duration, such as PT30S or PT5M.', 'PT5M']
    ]) {
      await designer.type(label, wrong);
      await designer.untilToldOf(label, complaint);
      await designer.type(label, right);
      await designer.untilToldOf(label, null);
    }
    await designer.leave();
  });

  it('shows the fields that the message type asks for, and keeps what the others hold', async () => {
    const designer = await sending(email);
    await designer.type('Contact\'s e-mail', 'uma@example.com');
    await designer.type('Subject', 'Welcome aboard');
    await designer.choose('Template', 'Personal');
    await designer.type('Body', '="Hello " + name');
    const asEmail = await designer.written();
    assert.deepEqual(await designer.fields('Content'), ['Subject', 'Template', 'Body']);

    for (const other of ['In-app message', 'SMS (API Preview)']) {
      await designer.choose('Message type', other);
      await designer.untilFields('Content', ['Body']);
      assert.deepEqual(await designer.fields('Only in an e-mail'), ['Subject', 'Template']);

      await designer.choose('Message type', 'E-mail');
      await designer.untilFields('Content', ['Subject', 'Template', 'Body']);
      assert.deepEqual(await designer.fields('Only in an e-mail'), []);
      assert.deepEqual(await designer.written(), asEmail);
    }
    await designer.leave();
  });

  it('takes back one step at a time', async () => {
    const designer = await sending(email);
    await designer.type('Subject', 'Welcome aboard');
    const before = await designer.written();
    await designer.choose('Message type', 'SMS (API Preview)');
    await designer.untilFields('Content', ['Body']);

    await designer.undo();

    await designer.untilFields('Content', ['Subject', 'Template', 'Body']);
    assert.deepEqual(await designer.written(), before);
    await designer.leave();
  });

  for (const [comment, name, label, written] of [
    ['result expression: send', inApp, 'Result expression', 'resultExpression'],
    ['result expression: find', find.name, 'Result expression', 'resultExpression'],
    ['error expression', inApp, 'Error expression', 'errorExpression']
  ]) {
    it(`takes what the guide prints for a field that shows its own sign: ${comment}`, async () => {
      const snippet = GUIDE.match(new RegExp(`<!-- ${comment} -->\n\`\`\`feel\n(.*?)\n\`\`\``, 's'))[1];
      const designer = await sending(name);
      if (written === 'errorExpression') await designer.choose('On failure', 'Evaluate an expression');

      await designer.paste(label, snippet);

      await designer.untilWrittenAs(written, `=${snippet}`);
      await designer.untilToldOf(label, null);
      await designer.leave();
    });
  }

  it('takes what the guide prints for a field that shows no sign', async () => {
    const [expression] = GUIDE.match(/=welcome\.messageId/);
    const designer = await sending(find.name);

    await designer.paste('Message ID', expression);

    await designer.untilWrittenAs('intercom.messageId', '=welcome.messageId');
    await designer.leave();
  });

  it('takes what the guide prints for the correlation key', async () => {
    const [, expression] = GUIDE.match(/\| Message ID \| `(.*?)`/);
    const designer = await sending(waitForReply.name);

    await designer.paste('Message ID', expression);

    await designer.untilKey('=welcome.messageId');
    await designer.leave();
  });

  for (const template of [send, find]) {
    it(`is moved on to a newer version with everything that was filled in: ${template.name}`, async () => {
      const [older, newer] = twoVersions(template);
      const drawn = await Diagram.open(BLANK, [older, newer]);
      drawn.apply('task', older, everything(older));
      const before = { ...drawn.inputs('task'), ...drawn.headers('task') };
      const designer = await Designer.at(browser, file, await drawn.xml(), [older, newer]);
      await designer.select('task');
      const written = await designer.written();

      await designer.update();

      assert.deepEqual(await designer.template('task'), { id: newer.id, version: newer.version });
      const { 'intercom.new': added, ...kept } = await designer.written();
      assert.equal(added, 'here');
      assert.deepEqual({ ...kept, elementTemplateVersion: String(older.version) }, written);
      assert.ok(Object.keys(before).length > 5);
      await designer.leave();
    });
  }

  for (const form of forms) {
    it(`is filled in as a person does it, and saved: ${form.name}`, async () => {
      const xml = await fill(browser, file, all, form, designer => designer.picture(join(PICTURES, `${form.name}.png`)));

      const { name, steps, ...run } = form;
      writeFileSync(join(FILLED, `${name}.bpmn`), xml);
      writeFileSync(join(FILLED, `${name}.json`), JSON.stringify({ process: `filled-${name}`, ...run }, null, 2));
    });
  }
});

/** The template as it is, and as it may be after a release: a field more, others with another default and label. */
function twoVersions(template) {
  const newer = structuredClone(template);
  newer.version++;
  newer.properties.push({
    id: 'new', label: 'New', type: 'String', value: 'here', group: 'options', feel: 'optional',
    binding: { type: 'zeebe:input', name: 'intercom.new' }
  });
  for (const property of newer.properties.filter(({ choices }) => choices)) {
    property.label = `${property.label}?`;
    property.value = property.choices.at(-1).value;
  }
  newer.properties.find(({ value }) => value === newer.version - 1 || value === String(newer.version - 1)).value = String(newer.version);
  return [template, newer];
}

/** Another value than the default in every field, as far as they can be seen together. */
function everything({ properties }) {
  const values = {};
  for (const { id, type, choices, value, feel } of properties.filter(({ type }) => type !== 'Hidden')) {
    if (choices) values[id] = choices.find(choice => choice.value !== value).value;
    else if (type === 'Boolean') values[id] = '=true';
    else values[id] = feel === 'required' ? '=[filledIn]' : `filled in ${id}`;
  }
  return values;
}
