import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { describe, it } from 'node:test';

import { templateFiles } from '../modeler/files.js';

const require = createRequire(import.meta.url);

// The validators of modelers that came before steps and presets. They have to take our templates without them.
for (const name of ['element-templates-validator-2.0', 'element-templates-validator-2.14']) {
  const { validateZeebe } = require(name);

  describe(`A modeler with ${name}`, () => {
    for (const file of templateFiles) {
      it(`takes ${basename(file)}`, () => {
        const { valid, errors } = validateZeebe(JSON.parse(readFileSync(file, 'utf8')));

        assert.ok(valid, JSON.stringify(errors, null, 2));
      });
    }
  });
}
