import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { simulatedLedger } from '../../src/testing';
import { eventually, request, withCalls } from '../support/calls';
import { withWorkerProcesses } from '../support/start-worker-process';
import { atMost, together } from './support';

const person = '+12065550135';
const many = 500;
const limits = atMost(7);
const ids = Array.from({ length: many }, (_, index) => `one-of-many-${index}`);

describe('500 calls to one person at once, with a limit of 7', () => {
  it('make exactly 7 dials, and the others end and say why not', async () => {
    await withCalls(together, async ({ calls, simulator }) => {
      await Promise.all(ids.map((workflowId) => calls.start(request(person, { limits }), { workflowId })));
      const results = await Promise.all(ids.map((id) => calls.result(id)));
      assert.equal(simulator.dials().length, 7);
      const others = results.filter(({ outcome }) => outcome === 'expired');
      assert.equal(others.length, many - 7);
      for (const { reasons } of others) {
        assert.match(reasons.map(({ text }) => text).join(' '), /policy\.limits\.rolling\[0\]/);
      }
    });
  });

  it('make no dial more while workers are killed, and every attempt is accounted for', async () => {
    await withWorkerProcesses(async ({ calls, simulator, startWorker }) => {
      const start = () =>
        startWorker({ ledger: simulatedLedger, quotas: { dialsPerSecond: 50, dialBurst: 50 } });
      let workers: ChildProcess[] = await Promise.all([start(), start()]);
      await Promise.all(
        ids.map((workflowId) =>
          calls.start(request(person, { limits }), { workflowId: `${workflowId}-killed` }),
        ),
      );
      let over = 0;
      const results = Promise.all(
        ids.map(async (id) => {
          const result = await calls.result(`${id}-killed`);
          over += 1;
          return result;
        }),
      );
      for (let kills = 0; kills < 6 && over < many; kills += 1) {
        const before = over;
        await Promise.race([
          results,
          eventually(() => over >= Math.min(many, before + 40) || undefined).catch(() => undefined),
        ]);
        const [first, ...rest] = workers;
        first?.kill('SIGKILL');
        workers = [...rest, await start()];
      }
      const attempts = (await results).flatMap((result) => result.attempts);
      const dials = simulator.dials().length;
      assert.ok(dials <= 7, `${dials} dials`);
      // One whose worker died may never have been sent: it counts, and is not made up for.
      const unknown = attempts.filter(({ contactId }) => contactId === undefined).length;
      assert.ok(dials + unknown >= 7, `${dials} dials, ${unknown} unknown`);
    });
  });
});
