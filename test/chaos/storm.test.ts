import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { planStorm, runStorm } from '../../src/chaos';

describe('a storm of a few seconds', () => {
  it('in which a worker, both servers and answers are lost once: one ring for each attempt, and an outcome for each call', async () => {
    const plan = planStorm({ calls: 5, seed: 7, spanMs: 2_000, workers: 1, events: false });
    const wanted = ['kill-worker', 'restart-server', 'restart-simulator'] as const;
    const troubles = wanted.flatMap((kind) => plan.troubles.filter((one) => one.kind === kind).slice(0, 1));
    const { verdict } = await runStorm({ ...plan, troubles, dialTimeoutMs: 3_000 });
    assert.deepEqual(verdict.breaches, []);
    const { calls, people, happenings } = verdict.figures;
    assert.equal(calls, 5);
    assert.equal(people.count, 1);
    for (const kind of wanted) {
      assert.ok(
        Object.keys(happenings).some((what) => what.startsWith(kind)),
        `${kind} did happen`,
      );
    }
  });

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
