import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { simulatedLedger } from '../../src/testing';
import { optOutUpdate } from '../../workflows/messages';
import { brokenBy } from '../replay/replay';
import { eventually, ownTeam, quickPolicy, request, withCalls, type CallTest } from '../support/calls';
import { workflowBundle } from '../support/shared-servers';

type Tell = (parts: CallTest, workflowId: string) => Promise<unknown>;

const messages: Record<string, Tell> = {
  pause: ({ calls }, id) => calls.pause(id),
  resume: ({ calls }, id) => calls.resume(id),
  reschedule: ({ calls }, id) => calls.reschedule(id, { notBefore: new Date(Date.now() + 60_000) }),
  policy: ({ calls }, id) => calls.changePolicy(id, afterwards('1 second')),
  'another policy': ({ calls }, id) => calls.changePolicy(id, afterwards('2 seconds')),
  'opt-out': ({ client }, id) => client.workflow.getHandle(id).executeUpdate(optOutUpdate, { args: [{}] }),
  cancel: ({ calls }, id) => calls.cancel(id),
};

const afterwards = (retryAfter: '1 second' | '2 seconds' | '1 hour') =>
  quickPolicy({ steps: [{ queueId: ownTeam, attempts: 2, retryAfter }], limits: { perDay: 3 } });

/** Each two of them, those of a kind too, and all of them. */
const together = [
  ...Object.keys(messages).flatMap((one, index, all) => all.slice(index).map((other) => [one, other])),
  Object.keys(messages),
  Object.keys(messages).reverse(),
];

/** Where a call stands when it is told, and how it gets there while a worker runs. */
const places: Record<string, ((parts: CallTest, workflowId: string) => Promise<unknown>) | 'no worker yet'> =
  {
    'has not begun': 'no worker yet',
    waits: ({ calls }, id) => until(calls, id, 'waiting'),
    'is paused': async ({ calls }, id) => {
      await calls.pause(id);
      await until(calls, id, 'paused');
    },
  };

const until = (calls: CallTest['calls'], id: string, state: string) =>
  eventually(async () => ((await calls.status(id)).state === state ? true : undefined));

describe('messages that come to a call at once', () => {
  const activities = { ledger: simulatedLedger };

  for (const [place, goThere] of Object.entries(places)) {
    it(`while it ${place} are all answered, and any worker can go on with it`, async () => {
      await withCalls({ workers: 0, activities }, async (parts) => {
        const { calls, client } = parts;
        const told = together.map((names, index) => {
          const person = `+1206555${1000 + index}`;
          return { names, workflowId: `${place}: ${names.join(' and ')} ${person}`, person };
        });
        for (const { person, workflowId } of told) {
          parts.simulator.script(person, { dispositions: ['busy'] });
          await calls.start({ ...request(person), policy: afterwards('1 hour') }, { workflowId });
        }
        if (goThere !== 'no worker yet') {
          await withCalls({ beside: parts, activities }, () =>
            Promise.all(told.map(({ workflowId }) => goThere(parts, workflowId))),
          );
        }
        // Without a worker, all messages of a call wait for one workflow task.
        const answers = told.flatMap(({ names, workflowId }) =>
          names.map(async (name) => messages[name]?.(parts, workflowId).catch(unlessRefused)),
        );
        await setTimeout(500);
        await withCalls({ beside: parts, activities }, async () => {
          await Promise.all(answers);
          await Promise.all(
            told.map(async ({ workflowId }) => {
              await calls.cancel(workflowId).catch(unlessRefused);
              await calls.result(workflowId);
            }),
          );
        });
        const recordings = told.map(async ({ workflowId }) => {
          const history = await client.workflow.getHandle(workflowId).fetchHistory();
          return { name: workflowId, history };
        });
        assert.deepEqual(await brokenBy(await workflowBundle(), await Promise.all(recordings)), []);
      });
    });
  }
});

/** A message that comes when the call is over, or is being cancelled, says so. */
function unlessRefused(error: unknown): void {
  const isRefusal = error instanceof WorkflowUpdateFailedError || error instanceof WorkflowNotFoundError;
  if (!isRefusal) throw error;
}
