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
import { send, templateFiles } from '../modeler/files.js';
import { Diagram } from '../modeler/headless.js';

const TARGET = join(import.meta.dirname, '../target');
/** From here, connector/worker takes what was drawn, and runs it. */
const FILLED = join(TARGET, 'filled');
const PICTURES = join(TARGET, 'forms');

const all = templateFiles.map(file => JSON.parse(readFileSync(file, 'utf8')));
const newest = [...all.reduce((known, one) => known.set(one.id, known.get(one.id)?.version > one.version ? known.get(one.id) : one), new Map()).values()];
const old = all.filter(one => !newest.includes(one));

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

  const sending = async () => {
    const designer = await atStart();
    await designer.append(send.name);
    return designer;
  };

  for (const { id: template, version, name, keywords } of newest) {
    it(`is found by its name and by each of its keywords: ${name}`, async () => {
      const designer = await atStart();
      assert.ok(keywords.length);
      for (const words of [name, ...keywords]) {
        assert.ok((await designer.found(words)).includes(name), words);
        await designer.leaveMenu();
      }

      const id = await designer.append(name, keywords[0]);

      assert.deepEqual(await designer.template(id), { id: template, version });
      await designer.leave();
    });
  }

  it('is taken from the palette and dropped on the canvas', async () => {
    const designer = await atStart();

    const id = await designer.drop(send.name, { x: 500, y: 400 });

    assert.deepEqual(await designer.template(id), { id: send.id, version: send.version });
    assert.match(await designer.save(), new RegExp(`<bpmn:serviceTask id="${id}"`));
    await designer.leave();
  });

  it('is chosen for a task that is there', async () => {
    const designer = await atStart(BLANK, 'task');

    await designer.useTemplate(send.name);

    assert.deepEqual(await designer.template('task'), { id: send.id, version: send.version });
    await designer.leave();
  });

  it('shows seven fields for an admin\'s in-app message, and the rest in groups that are closed', async () => {
    const designer = await sending();

    assert.deepEqual(await designer.fields(), [
      'Sent by', 'Message type', 'Recipient', 'Contact\'s e-mail', 'Body', 'Result variable', 'Result expression'
    ]);
    assert.deepEqual(await designer.closedGroups(), [
      'Workspace', 'Sender', 'Recipient type and copies', 'Options', 'Error handling', 'Retries'
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
    for (const [label, wrong, complaint, right] of [
      ['Contact\'s e-mail', 'uma', 'Contact\'s e-mail must be an e-mail address, such as ann@example.com, or an expression.', '=contactEmail'],
      ['Sent at (API 2.11)', 'tomorrow', 'Sent at (API 2.11) must be a time, such as 2026-03-01T09:00:00Z, epoch seconds, or an expression.', '1772355600'],
      ['Result variable', 'my welcome', 'Result variable must be one name other than intercom, such as welcome.', 'welcome'],
      ['Result variable', 'intercom', 'Result variable must be one name other than intercom, such as welcome.', 'intercoms'],
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

  it('shows the fields that the sender and the message type ask for, and takes the others away', async () => {
    const designer = await sending();
    await designer.type('Contact\'s e-mail', 'uma@example.com');

    await designer.choose('Message type', 'E-mail');
    await designer.untilShown('Subject');
    assert.deepEqual(await designer.fields('Content'), ['Subject', 'Template', 'Body']);
    assert.deepEqual(await designer.fields('Recipient type and copies'), ['Recipient is', 'Cc (API 2.14)', 'Bcc (API 2.14)']);
    assert.equal((await designer.written())['intercom.template'], 'plain');

    await designer.choose('Message type', 'WhatsApp (API 2.16)');
    await designer.untilShown('Template components');
    assert.deepEqual(await designer.fields('Content'), ['Template name', 'Template components']);

    await designer.choose('Message type', 'SMS (API Preview)');
    await designer.untilGone('Template components');
    assert.deepEqual(await designer.fields('Content'), ['Body']);
    assert.ok(!('intercom.template' in await designer.written()));

    await designer.choose('Sent by', 'Lead');
    await designer.untilShown('Contact');
    assert.deepEqual(await designer.fields('Message'), ['Sent by', 'Contact', 'Contact\'s external ID']);
    for (const title of ['Recipient', 'Sender']) assert.deepEqual(await designer.fields(title), []);
    assert.deepEqual(Object.keys(await designer.written()).filter(name => /^intercom\.(to|messageType)/.test(name)), []);

    await designer.choose('Sent by', 'Admin (teammate)');
    await designer.untilShown('Recipient');
    assert.ok(!('intercom.from.userId' in await designer.written()));
    await designer.leave();
  });

  for (const one of old) {
    it(`is moved on from its version ${one.version}, with what was filled in: ${one.name}`, async () => {
      const now = newest.find(({ id }) => id === one.id);
      const drawn = await Diagram.open(BLANK, all);
      drawn.apply('task', one, Object.fromEntries(one.properties
        .filter(({ id, type, condition, feel }) => id && !condition && type === 'String' && feel === 'optional')
        .map(({ id }) => [id, '=filledIn'])));
      const filledIn = drawn.inputs('task');
      const designer = await atStart(await drawn.xml(), 'task');
      assert.equal((await designer.template('task')).version, one.version);

      await designer.update();

      assert.deepEqual(await designer.template('task'), { id: now.id, version: now.version });
      const written = await designer.written();
      for (const [target, source] of Object.entries(filledIn)) assert.equal(written[`intercom.${target}`], source, target);
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
