import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { simulatedLedger } from '../../src/testing';
import type { CallResult } from '../../src/domain/call/call-result';
import { optOutUpdate } from '../../src/contract/call-messages';
import { brokenBy } from '../replay/replay';
import { ownTeam, quickPolicy, request, withCalls, type CallTest } from '../support/calls';
import { failedTasks } from '../support/failed-tasks';
import { workflowBundle } from '../support/workflow-bundle';
import { unlessOver } from './messages';

type Tell = (parts: CallTest, workflowId: string) => Promise<unknown>;

const policy = (attempts: number) =>
  quickPolicy({
    steps: [{ queueId: ownTeam, attempts, retryAfter: '300ms' }],
    limits: { perDay: 3 },
  });

const messages: Record<string, Tell> = {
  pause: ({ calls }, id) => calls.getHandle(id).pause(),
  resume: ({ calls }, id) => calls.getHandle(id).resume(),
  reschedule: ({ calls }, id) => calls.getHandle(id).reschedule({ notBefore: new Date(Date.now() + 60_000) }),
  unschedule: ({ calls }, id) => calls.getHandle(id).reschedule({ notBefore: null }),
  'two attempts': ({ calls }, id) => calls.getHandle(id).changePolicy(policy(2)),
  'three attempts': ({ calls }, id) => calls.getHandle(id).changePolicy(policy(3)),
  // An answer may get lost on a worker that keeps so few calls; the call's own end is what counts.
  status: ({ calls }, id) =>
    calls
      .getHandle(id)
      .status()
      .catch(() => undefined),
  explain: ({ calls }, id) =>
    calls
      .getHandle(id)
      .explain()
      .catch(() => undefined),
  'opt-out': ({ client }, id) => client.workflow.getHandle(id).executeUpdate(optOutUpdate, { args: [{}] }),
  cancel: ({ calls }, id) => calls.getHandle(id).cancel(),
};

/** What comes at once, and how long after what came before, milliseconds. */
const said = fc.record({
  after: fc.integer({ min: 0, max: 400 }),
  names: fc.array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...Object.keys(messages).slice(0, -2)) },
      { weight: 1, arbitrary: fc.constantFrom(...Object.keys(messages).slice(-2)) },
    ),
    { minLength: 1, maxLength: 4 },
  ),
});
const anyTelling = fc.array(said, { minLength: 2, maxLength: 12 });

describe('calls that are told and asked anything at any moment', () => {
  for (const seed of [1, 2, 3]) {
    it(`end, ring once for each attempt, and can be taken up by any worker (seed ${seed})`, async () => {
      const activities = { ledger: simulatedLedger };
      await withCalls({ activities, workers: 2 }, async (parts) => {
        const { simulator, calls, client } = parts;
        const told = fc.sample(anyTelling, { seed, numRuns: 60 }).map((telling, index) => {
          const person = `+1206555${2000 + 100 * seed + index}`;
          return { telling, person, workflowId: `told-at-random-${seed}-${index}` };
        });
        const results = told.map(async ({ telling, person, workflowId }) => {
          simulator.script(person, { dispositions: ['busy', 'no-answer', 'busy'] });
          await calls.start({ ...request(person), policy: policy(3) }, { workflowId });
          for (const { after, names } of telling) {
            await setTimeout(after);
            await Promise.all(
              names.map(async (name) => messages[name]?.(parts, workflowId).catch(unlessOver)),
            );
          }
          await calls.getHandle(workflowId).reschedule({ notBefore: null }).catch(unlessOver);
          await calls.getHandle(workflowId).resume().catch(unlessOver);
          return calls.getHandle(workflowId).result();
        });
        oneRingAnAttempt(parts, await Promise.all(results));

        const recordings = await Promise.all(
          told.map(async ({ workflowId }) => {
            const history = await client.workflow.getHandle(workflowId).fetchHistory();
            return { name: workflowId, history };
          }),
        );
        assert.deepEqual(await brokenBy(await workflowBundle(), recordings), []);
        for (const { name, history } of recordings) assert.deepEqual(failedTasks(history), [], name);
      });
    });
  }
});

/** A contact that was stopped at once may never have rung. */
function oneRingAnAttempt({ simulator }: CallTest, results: readonly CallResult[]): void {
  const rang = simulator.dials().map(({ contactId }) => contactId);
  const known = results.flatMap(({ attempts }) => attempts.flatMap(({ contactId }) => contactId ?? []));
  assert.equal(new Set(known).size, known.length);
  assert.deepEqual(
    rang.filter((contactId) => !known.includes(contactId)),
    [],
  );
  assert.equal(new Set(rang).size, rang.length);
}
