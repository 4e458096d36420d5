import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { planStorm, runStorm } from '../../src/chaos';

describe('a storm', () => {
  it('takes no folder in which an earlier one has left something, whose calls would be taken for its own', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'kept-'));
    try {
      await writeFile(path.join(folder, 'verdict.json'), '{}');
      const plan = planStorm({ calls: 5, seed: 7, spanMs: 2_000, workers: 1, events: false });
      await assert.rejects(runStorm(plan, { folder }), /is not empty, but a storm needs an empty one/);
      assert.deepEqual(await readdir(folder), ['verdict.json']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
