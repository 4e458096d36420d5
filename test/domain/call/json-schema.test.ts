import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { jsonSchemas } from '../../../src/domain/call/json-schema';

const folder = path.join(__dirname, '..', '..', '..', 'schemas');

describe('the published JSON Schemas', () => {
  for (const [name, schema] of Object.entries(jsonSchemas())) {
    it(`${name} is what the code checks (if not: npm run schemas)`, () => {
      assert.deepEqual(JSON.parse(readFileSync(path.join(folder, `${name}.schema.json`), 'utf8')), schema);
    });
  }

  it('let a policy leave out what temporal.config.ts says', () => {
    const { policy } = jsonSchemas();
    assert.deepEqual('required' in policy && policy.required, ['reachedWhen', 'steps']);
  });
});
