import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './support';

describe('the example of an own worker', () => {
  it('runs with one command, and its workflows get what became of their calls', async () => {
    const main = path.join('examples', 'own-worker', 'main.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--require', 'tsx/cjs', main], {
      cwd: root,
    });
    assert.equal(
      stdout,
      'order 1001: customer reached after 1 attempt(s)\norder 1002: customer exhausted after 2 attempt(s)\n',
    );
  });
});
