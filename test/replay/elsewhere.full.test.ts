import assert from 'node:assert/strict';
import { workflowBundle } from '../support/workflow-bundle';
import { bundled } from './bundled';
import { replayElsewhere } from './elsewhere';
import { advice } from './replay';

describe('a call that an earlier version has begun, or this one', () => {
  it('goes on in other time zones; workflows that went by the local time would not', async () => {
    const ours = await workflowBundle();
    const byLocalTime = await bundled('../../workflows', './mutants/by-local-time');
    const [east, west] = await Promise.all([
      replayElsewhere('Asia/Kolkata', [ours, byLocalTime]),
      replayElsewhere('America/New_York', [ours]),
    ]);
    assert.deepEqual([east.utcOffset, west.utcOffset], [-330, 300]);
    for (const [broken = []] of [east.broken, west.broken]) assert.ok(broken.length === 0, advice(broken));
    assert.notDeepEqual(east.broken[1], []);
  });
});
