import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { build } from 'esbuild';

import { bundle } from '../browser/bundle.js';
import { launch } from '../browser/chromium.js';
import { fill } from '../browser/fill.js';
import { forms } from '../browser/forms.js';
import { exampleFiles, templateFiles } from '../modeler/files.js';

/*
 * Draws the pictures of the docs in a headless Chromium:
 *
 *   npm run pictures
 *   npm run pictures -- onboarding
 *
 * The examples with the modeler's own viewer, and the forms as the tests fill them; all, or those with these words in
 * their names.
 */

const DOCS = join(import.meta.dirname, '../../../docs');
const FORMS = join(DOCS, 'forms');
const MARGIN = 16;
const WORDS = process.argv[2] ?? '';

const { outputFiles: [script] } = await build({
  entryPoints: [join(import.meta.dirname, 'viewer.js')],
  bundle: true,
  format: 'iife',
  write: false,
  logLevel: 'warning'
});
const style = readFileSync(join(import.meta.dirname, '../node_modules/bpmn-js/dist/assets/diagram-js.css'), 'utf8');
const templates = templateFiles.map(file => JSON.parse(readFileSync(file, 'utf8')));

mkdirSync(FORMS, { recursive: true });
const browser = await launch();
try {
  for (const file of exampleFiles().filter(one => basename(one).includes(WORDS))) {
    const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, deviceScaleFactor: 2 });
    await page.setContent('<body style="margin: 0; background: #fff"><div id="canvas"></div></body>');
    await page.addStyleTag({ content: style });
    await page.addScriptTag({ content: script.text });
    await page.evaluate(([xml, margin]) => window.show(xml, margin), [readFileSync(file, 'utf8'), MARGIN]);
    const picture = join(DOCS, basename(file, '.bpmn') + '.png');
    await page.locator('#canvas').screenshot({ path: picture });
    console.log(`Drew ${basename(picture)}`);
  }
  const modeler = await bundle();
  for (const form of forms.filter(one => one.name.includes(WORDS))) {
    await fill(browser, modeler, templates, form, designer => designer.picture(join(FORMS, `${form.name}.png`)));
    console.log(`Drew forms/${form.name}.png`);
  }
} finally {
  await browser.close();
}
