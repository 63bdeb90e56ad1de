import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The first Chromium on the PATH, or the one that CHROMIUM names; undefined where there is none. */
const executablePath = process.env.CHROMIUM || process.env.PATH.split(delimiter)
  .flatMap(folder => NAMES.map(name => join(folder, name)))
  .find(existsSync);

/**
 * Why the tests that need a browser are left out, or false if they run. With CI set they always run: there, a missing
 * browser is a mistake.
 */
export const skip = executablePath || process.env.CI
  ? false
  : 'There is no Chromium on the PATH: the forms were NOT filled in a browser. Install one, or name it in CHROMIUM.';

export function launch() {
  if (!executablePath) throw new Error('There is no Chromium on the PATH; install one, or name it in CHROMIUM.');
  // As root, which is common in containers, Chromium starts only without its sandbox. It opens nothing but our own page.
  return chromium.launch({ executablePath, chromiumSandbox: false });
}
