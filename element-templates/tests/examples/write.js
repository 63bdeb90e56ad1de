import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { EXAMPLES } from '../modeler/files.js';
import { write } from './diagram.js';
import { examples } from './index.js';

mkdirSync(EXAMPLES, { recursive: true });
for (const [file, process] of Object.entries(examples)) {
  writeFileSync(join(EXAMPLES, file), await write(process));
  console.log(`Wrote ${file}`);
}
