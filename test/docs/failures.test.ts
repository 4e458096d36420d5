import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FailureType } from '../../src/contract/failure-type';

describe('docs/failures.md', () => {
  it('names every failure type', () => {
    const page = readFileSync(path.join(__dirname, '..', '..', 'docs', 'failures.md'), 'utf8');
    const missing = Object.values(FailureType).filter((type) => !page.includes(`\`${type}\``));
    assert.deepEqual(missing, []);
  });
});
