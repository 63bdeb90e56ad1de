import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { launch } from '../../../../../element-templates/tests/browser/chromium.js';
import { hardToRead } from './contrast.mjs';
import { Visitor } from './visitor.mjs';

/** Where the pictures of the page go. */
const PICTURES = process.env.QUICKSTART_PICTURES;
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

describe('The page of the quick start', () => {
  let browser;

  before(async () => {
    mkdirSync(PICTURES, { recursive: true });
    browser = await launch();
  });
  after(() => browser?.close());

  it('has its token where the process stands, in the pictures of it', async () => {
    const visitor = await Visitor.at(browser, { viewport: { width: 1200, height: 985 } });
    await visitor.button('Start').click();
    await visitor.untilContactSees('Hello Uma User, welcome aboard! What would you like to do first?');
    await visitor.untilToldOf('Now at “Wait for a reply”');
    await visitor.field('Reply as Uma User').fill('I would like to invite my team.');

    await visitor.page.locator('#diagram .badge.token').waitFor();
    for (const [colorScheme, file] of [['light', 'quickstart-page.png'], ['dark', 'quickstart-page-dark.png']]) {
      await visitor.page.emulateMedia({ colorScheme });
      await visitor.page.screenshot({ path: join(PICTURES, file), animations: 'disabled' });
    }
    await visitor.leave();
  });

  it('lets one start a process, read the message, answer it as the contact, and watch the token move to the end', async () => {
    const visitor = await Visitor.at(browser, { reducedMotion: 'no-preference' });

    await visitor.startFor('Ann');

    await visitor.untilToldOf('Now at “Wait for a reply”');
    await visitor.untilMarked('send-welcome', 'done');
    await visitor.untilMarked('wait-for-reply', 'here');
    assert.deepEqual(await visitor.badges(), ['wait-for-reply 1']);
    await visitor.untilContactSees('Hello Ann, welcome aboard! What would you like to do first?');
    assert.match(await visitor.page.locator('#admin-log').textContent(), /No conversation yet/);

    await visitor.watchTokens();
    await visitor.field('Reply as Ann').fill('I would like to invite my team. <b>How?</b>');
    await visitor.page.locator('#contact-form').getByRole('button', { name: 'Send reply' }).click();

    await visitor.untilToldOf('✓ Ended at “Contact answered”');
    await visitor.untilMarked('flow-yes', 'taken');
    await visitor.untilMarked('contact-answered', 'done');
    assert.deepEqual(await visitor.badges(), ['contact-answered ✓']);
    assert.equal(await visitor.journeys(), 2, 'to the gateway and to the end');
    await visitor.untilContactSees('I would like to invite my team. <b>How?</b>');
    await visitor.untilTeamSees('I would like to invite my team. <b>How?</b>');
    await visitor.leave();
  });

  it('lets the team answer and close, which the contact sees too', async () => {
    const visitor = await Visitor.at(browser);
    await visitor.startFor('Bob');
    await visitor.untilToldOf('Now at “Wait for a reply”');
    assert.ok(await visitor.field('Reply as Ada Admin').isDisabled());
    await visitor.field('Reply as Bob').fill('Is anybody there?');
    await visitor.page.keyboard.press('Enter');
    await visitor.untilTeamSees('Is anybody there?');

    await visitor.field('Reply as Ada Admin').fill('I am!');
    await visitor.page.locator('#admin-form').getByRole('button', { name: 'Send reply' }).click();
    await visitor.untilContactSees('I am!');
    await visitor.button('Close the conversation').click();

    await visitor.page.locator('#conversation-who').getByText('closed').waitFor();
    await visitor.page.locator('#admin-log').getByText(/^Closed by Ada Admin/).waitFor();
    await visitor.leave();
  });

  it('shows what went over the wire, and never the token', async () => {
    const visitor = await Visitor.at(browser);
    await visitor.startFor('Cleo');
    await visitor.untilToldOf('Now at “Wait for a reply”');

    const sent = visitor.page.locator('#requests li').filter({ hasText: 'POST /messages' }).first();
    await sent.locator('summary').click();

    assert.match(await sent.locator('summary').textContent(), /^200POST \/messages/);
    const [request, response] = await sent.locator('pre').allTextContents();
    assert.match(request, /Authorization: Bearer ••••••\nIntercom-Version: 2\.\d+/);
    assert.match(request, /"body": "Hello Cleo, welcome aboard!/);
    assert.match(response, /"type": "admin_message"/);
    assert.ok(!(await visitor.page.content()).includes('sandbox-token'));
    await visitor.leave();
  });

  it('shows an incident with its message, and goes on once it is resolved', async () => {
    const visitor = await Visitor.at(browser);

    await visitor.startFor('Dan', { trouble: 'refuses once: not in the plan' });

    await visitor.untilToldOf('Incident at “Send welcome message”');
    await visitor.untilMarked('send-welcome', 'stuck');
    assert.deepEqual(await visitor.badges(), ['send-welcome !']);
    const note = visitor.page.getByRole('alert').filter({ hasText: 'Incident at “Send welcome message”' });
    assert.match(await note.textContent(), /INTERCOM_PLAN_RESTRICTED/);
    assert.match(await note.textContent(), /Active subscription needed\./);

    await visitor.button('Try again').click();

    await visitor.untilToldOf('Now at “Wait for a reply”');
    assert.equal(await visitor.page.locator('.incident-note').count(), 0);
    await visitor.untilContactSees('Hello Dan, welcome aboard! What would you like to do first?');
    await visitor.leave();
  });

  it('shows the message that arrived although its answer was lost', async () => {
    const visitor = await Visitor.at(browser);

    await visitor.startFor('Eve', { trouble: 'takes the message, but its answer is lost' });

    await visitor.untilToldOf('Incident at “Send welcome message”');
    assert.match(await visitor.page.locator('.incident-note').textContent(), /INTERCOM_OUTCOME_UNKNOWN/);
    await visitor.untilContactSees('Hello Eve, welcome aboard! What would you like to do first?');
    await visitor.leave();
  });

  it('starts the other examples, with the fields that they ask for', async () => {
    const visitor = await Visitor.at(browser);
    assert.ok(await visitor.field('Text').isHidden());

    await visitor.startFor('Fay', { process: 'Look for a reply now and then', text: 'How was your week?' });
    await visitor.untilContactSees('How was your week?');

    await visitor.startFor('Gus', { process: 'Write to the team as a user', text: 'My invoice is wrong.' });
    await visitor.untilTeamSees('My invoice is wrong.');
    assert.ok(await visitor.field('Wait for a reply').isHidden());
    await visitor.untilToldOf('✓ Ended at “Conversation found”');
    await visitor.leave();
  });

  it('keeps what is being written while a process goes on', async () => {
    const visitor = await Visitor.at(browser);
    await visitor.startFor('Hal');
    await visitor.untilToldOf('Now at “Wait for a reply”');
    await visitor.field('Reply as Hal').fill('Wait, I am still');

    await visitor.button('Start').click();

    await visitor.page.locator('#threads button').nth(1).waitFor();
    assert.equal(await visitor.field('Reply as Hal').inputValue(), 'Wait, I am still');
    await visitor.leave();
  });

  it('can be used with the keyboard alone', async () => {
    const visitor = await Visitor.at(browser);
    await visitor.tabTo(visitor.field('Contact'));
    await visitor.page.keyboard.press('End');
    await visitor.tabTo(visitor.field('Name'));
    await visitor.page.keyboard.press('ControlOrMeta+A');
    await visitor.page.keyboard.type('Ida');
    await visitor.tabTo(visitor.field('E-mail'));
    await visitor.page.keyboard.press('ControlOrMeta+A');
    await visitor.page.keyboard.type('ida@example.com');
    await visitor.tabTo(visitor.button('Start'));
    await visitor.page.keyboard.press('Enter');
    await visitor.untilContactSees('Hello Ida, welcome aboard! What would you like to do first?');
    await visitor.untilToldOf('Now at “Wait for a reply”');

    await visitor.tabTo(visitor.field('Reply as Ida'));
    await visitor.page.keyboard.type('No mouse here.');
    await visitor.page.keyboard.press('Enter');

    await visitor.untilToldOf('✓ Ended at “Contact answered”');
    await visitor.tabTo(visitor.page.locator('#requests summary').first());
    await visitor.page.keyboard.press('Enter');
    await visitor.page.locator('#requests details[open] pre').first().waitFor();
    await visitor.leave();
  });

  it('says when nobody is there any more', async () => {
    const visitor = await Visitor.at(browser);
    await visitor.page.context().setOffline(true);

    await visitor.page.getByText('The quick start has ended').waitFor();
    visitor.troubles = visitor.troubles.filter(trouble => !trouble.includes('net::ERR_INTERNET_DISCONNECTED'));
    await visitor.leave();
  });

  it('fits a phone in one column', async () => {
    const visitor = await Visitor.at(browser, PHONE);
    await visitor.startFor('Jo', { trouble: 'takes the message, but its answer is lost' });
    await visitor.untilToldOf('Incident at “Send welcome message”');
    await visitor.page.locator('#requests summary').first().click();

    const { wide, lefts } = await visitor.page.evaluate(() => ({
      wide: [...document.querySelectorAll('body *')]
        .filter(one => !one.closest('#diagram, .threads, .skip') && one.getBoundingClientRect().right > window.innerWidth + 1)
        .map(one => one.outerHTML.slice(0, 80)),
      lefts: [...new Set([...document.querySelectorAll('.card')].map(card => card.getBoundingClientRect().left))]
    }));
    assert.deepEqual(wide, []);
    assert.equal(await visitor.page.evaluate(() => document.documentElement.scrollWidth), PHONE.viewport.width);
    assert.equal(lefts.length, 1);
    await visitor.leave();
  });

  for (const [name, colorScheme] of [['Kim', 'light'], ['Lea', 'dark']]) {
    it(`can be read when it is ${colorScheme}`, async () => {
      const visitor = await Visitor.at(browser, { colorScheme, viewport: { width: 1440, height: 1000 } });
      await visitor.startFor(name, { trouble: 'refuses once: not in the plan' });
      await visitor.untilToldOf('Incident at “Send welcome message”');
      assert.deepEqual(await visitor.page.evaluate(hardToRead), []);
      await visitor.button('Try again').click();
      await visitor.untilToldOf('Now at “Wait for a reply”');
      await visitor.field(`Reply as ${name}`).fill('I would like to invite my team.');
      await visitor.page.keyboard.press('Enter');
      await visitor.untilToldOf('✓ Ended at “Contact answered”');
      assert.deepEqual(await visitor.page.evaluate(hardToRead), []);
      await visitor.leave();
    });
  }
});
