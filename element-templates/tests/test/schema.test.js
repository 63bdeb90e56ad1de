import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { describe, it } from 'node:test';

import Ajv from 'ajv';

import { templateFiles } from '../modeler/files.js';

const require = createRequire(import.meta.url);
const schema = require('@camunda/zeebe-element-templates-json-schema/resources/schema.json');
const { validateZeebe } = require('@bpmn-io/element-templates-validator');

/** The one thing of old that we do on purpose: engines before 8.8 refuse an empty input. */
const OPTIONAL_INPUT = "'optional' with 'zeebe:input' binding is deprecated";

// Not strict: the schema has keywords of its own, such as deprecated and errorMessage.
const isValid = new Ajv({ strict: false, allErrors: true }).compile(schema);

describe('A template', () => {
  for (const file of templateFiles) {
    const text = readFileSync(file, 'utf8');

    it(`fits Camunda's newest schema: ${basename(file)}`, () => {
      assert.ok(isValid(JSON.parse(text)), JSON.stringify(isValid.errors, null, 2));
    });

    it(`passes the modeler's validator: ${basename(file)}`, () => {
      const { valid, errors, warnings } = validateZeebe(text);

      assert.ok(valid, JSON.stringify(errors, null, 2));
      assert.deepEqual((warnings ?? []).filter(warning => !JSON.stringify(warning).includes(OPTIONAL_INPUT)), []);
    });
  }

  it('is there', () => {
    assert.ok(templateFiles.length >= 4);
  });

  it('would not pass with a mistake in it', () => {
    const broken = { ...JSON.parse(readFileSync(templateFiles[0], 'utf8')), appliesTo: 'bpmn:Task' };

    assert.ok(!isValid(broken));
    assert.ok(!validateZeebe(JSON.stringify(broken)).valid);
  });
});
