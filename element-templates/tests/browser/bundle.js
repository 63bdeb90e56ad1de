import { cpSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'esbuild';

const TARGET = join(import.meta.dirname, '../target/browser');

/** Makes the modeler's page, which is opened from its file and asks for nothing else, and returns the file. */
export async function bundle() {
  await build({
    entryPoints: [join(import.meta.dirname, 'page.js')],
    outdir: TARGET,
    bundle: true,
    format: 'iife',
    loader: { '.svg': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl', '.eot': 'empty' },
    logLevel: 'warning'
  });
  const page = join(TARGET, 'index.html');
  cpSync(join(import.meta.dirname, 'index.html'), page);
  return page;
}
