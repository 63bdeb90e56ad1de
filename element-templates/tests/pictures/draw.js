import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';

import { build } from 'esbuild';
import { chromium } from 'playwright-core';

import { EXAMPLES } from '../modeler/files.js';

/*
 * Draws the README's pictures with the modeler's own viewer in a headless Chromium:
 *
 *   npm run pictures
 *
 * The browser is the first chromium or google-chrome on the PATH, or the one that CHROMIUM names.
 */

const DOCS = join(import.meta.dirname, '../../../docs');
const PICTURES = ['onboarding.bpmn'];
const MARGIN = 16;

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const executablePath = process.env.CHROMIUM ?? process.env.PATH.split(delimiter)
  .flatMap(folder => browserNames.map(name => join(folder, name)))
  .find(existsSync);
if (!executablePath) {
  console.error('There is no Chromium on the PATH; install one, or name it in CHROMIUM.');
  process.exit(1);
}

const { outputFiles: [script] } = await build({
  entryPoints: [join(import.meta.dirname, 'viewer.js')],
  bundle: true,
  format: 'iife',
  write: false,
  logLevel: 'warning'
});
const style = readFileSync(join(import.meta.dirname, '../node_modules/bpmn-js/dist/assets/diagram-js.css'), 'utf8');

mkdirSync(DOCS, { recursive: true });
// As root, which is common in containers, Chromium starts only without its sandbox. It opens nothing but our own page.
const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
try {
  for (const file of PICTURES) {
    const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, deviceScaleFactor: 2 });
    await page.setContent('<body style="margin: 0; background: #fff"><div id="canvas"></div></body>');
    await page.addStyleTag({ content: style });
    await page.addScriptTag({ content: script.text });
    await page.evaluate(([xml, margin]) => window.show(xml, margin), [readFileSync(join(EXAMPLES, file), 'utf8'), MARGIN]);
    const picture = join(DOCS, basename(file, '.bpmn') + '.png');
    await page.locator('#canvas').screenshot({ path: picture });
    console.log(`Drew ${basename(picture)}`);
  }
} finally {
  await browser.close();
}
