import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { simulatedLedger } from '../../src/testing';
import { eventually, request, withCalls } from '../support/calls';
import { withWorkerProcesses } from '../support/start-worker-process';
import { assertOneAtATime, atMost, together } from './support';

const person = '+12065550135';
const many = 500;
const limits = { ...atMost(7), deadline: '20 minutes' as const };
const ids = Array.from({ length: many }, (_, index) => `one-of-many-${index}`);

describe('500 calls to one person at once, with a limit of 7', () => {
  it('make exactly 7 dials, and the others end and say why not', async () => {
    await withCalls(together, async ({ calls, simulator }) => {
      await Promise.all(ids.map((workflowId) => calls.start(request(person, { limits }), { workflowId })));
      const results = await Promise.all(ids.map((id) => calls.getHandle(id).result()));
      assert.equal(simulator.dials().length, 7);
      assertOneAtATime(results);
      const others = results.filter(({ outcome }) => outcome === 'expired');
      assert.equal(others.length, many - 7);
      for (const { reasons } of others) {
        assert.match(reasons.map(({ text }) => text).join(' '), /policy\.limits\.rolling\[0\]/);
      }
    });
  });

  it('make exactly 7 dials while workers are killed, too', async () => {
    await withWorkerProcesses(async ({ calls, simulator, startWorker }) => {
      simulator.script(person, { dispositions: ['busy'], ringSeconds: 1 });
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
          const result = await calls.getHandle(`${id}-killed`).result();
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
      const ended = await results;
      const attempts = ended.flatMap((result) => result.attempts);
      assert.equal(simulator.dials().length, 7);
      assert.deepEqual(
        attempts.map(({ contactId }) => contactId).sort(),
        simulator
          .dials()
          .map(({ contactId }) => contactId)
          .sort(),
      );
      assertOneAtATime(ended);
      for (const { reasons } of ended.filter((result) => result.attempts.length === 0)) {
        assert.match(reasons.map(({ text }) => text).join(' '), /policy\.limits\.rolling\[0\]/);
      }
    }, atItsOwnPace);
  });
});

// Of an accelerated instance a contact's end lies in the future of whoever closes the attempt, and then counts from that on: an
// attempt that is closed twice, since the first worker was killed, would seem to end when the second closed it.
const atItsOwnPace = { simulator: { speed: 1 } };
