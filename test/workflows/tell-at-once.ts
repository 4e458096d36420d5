import assert from 'node:assert/strict';
import type { PolicyInput } from '../../src/domain/policy/policy';
import type { Disposition } from '../../src/simulator';
import { simulatedLedger } from '../../src/testing';
import { brokenBy } from '../replay/replay';
import { eventually, request, withCalls, type CallTest } from '../support/calls';
import { workflowBundle } from '../support/workflow-bundle';
import { afterwards, messages, unlessOver, type Message, type Tell } from './messages';
import { watchUpdates } from '../support/watch-updates';

/** Where a call stands when it is told, and how one sees that it is there. */
interface Place {
  readonly policy?: Partial<PolicyInput>;
  /** Of each dial. @default busy */
  readonly disposition?: Disposition;
  /** Absent where no worker has seen the call yet. */
  readonly isThere?: (parts: CallTest, workflowId: string) => Promise<boolean>;
  /** Done to it first. */
  readonly first?: Tell;
}

const isIn =
  (state: string): NonNullable<Place['isThere']> =>
  async ({ calls }, id) =>
    (await calls.getHandle(id).status()).state === state;

const places: Readonly<Record<string, Place>> = {
  waits: { isThere: isIn('waiting') },
  'is paused': { first: messages.pause, isThere: isIn('paused') },
  rings: { disposition: 'no-answer', isThere: isIn('in-progress') },
  // Nobody polls that task queue.
  'asks whether it may dial': {
    policy: { beforeDial: { activity: 'mayCall', taskQueue: 'nobody' } },
    isThere: async ({ client }, id) => {
      const { raw } = await client.workflow.getHandle(id).describe();
      return raw.pendingActivities?.some(({ activityType }) => activityType?.name === 'mayCall') ?? false;
    },
  },
  'has not begun': {},
};

/**
 * Tell calls, wherever they stand, several things in one workflow task; see that each is answered, that every call ends, and that a
 * worker that has never seen it could go on with it.
 *
 * @param together for each place and each of these, one call is told them
 */
export async function tellAtOnce(together: readonly (readonly Message[])[]): Promise<void> {
  const activities = { ledger: simulatedLedger };
  const simulator = { speed: 2, throttles: 'off' as const };
  await withCalls({ workers: 0, activities, simulator }, async (parts) => {
    const { calls, client } = parts;
    const told = Object.entries(places).flatMap(([place, how], which) =>
      together.map((names, index) => ({
        ...how,
        names,
        workflowId: `told ${names.join(' and ')}, ${together.length}: ${place}`,
        person: `+1206555${2000 + which * together.length + index}`,
      })),
    );
    const start = async ({ workflowId, person, policy, disposition = 'busy' }: (typeof told)[number]) => {
      parts.simulator.script(person, { dispositions: [disposition] });
      await calls.start(
        { ...request(person), policy: { ...afterwards('1 hour'), ...policy } },
        { workflowId },
      );
    };

    await withCalls({ beside: parts, activities }, () =>
      Promise.all(
        told.map(async (call) => {
          const { first, isThere, workflowId } = call;
          if (!isThere) return;
          await start(call);
          await first?.(parts, workflowId);
          await eventually(async () => ((await isThere(parts, workflowId)) ? true : undefined));
        }),
      ),
    );
    await Promise.all(told.filter(({ isThere }) => !isThere).map(start));

    // Without a worker, all messages of a call wait for one workflow task.
    const watched = watchUpdates(parts);
    const answers = Promise.all(
      told.flatMap(({ names, workflowId }) => [
        ...names.map(async (name) => messages[name](watched, workflowId).catch(unlessOver)),
        calls.getHandle(workflowId).status(),
      ]),
    );
    const isUpdate = (name: Message) => name !== 'cancel';
    await watched.arrived(told.flatMap(({ names }) => names.filter(isUpdate)).length);
    await withCalls({ beside: parts, activities }, async () => {
      await answers;
      await Promise.all(
        told.map(async ({ workflowId }) => {
          await calls.getHandle(workflowId).cancel().catch(unlessOver);
          await calls.getHandle(workflowId).result();
        }),
      );
    });

    const recordings = told.map(async ({ workflowId }) => {
      const history = await client.workflow.getHandle(workflowId).fetchHistory();
      return { name: workflowId, history };
    });
    assert.deepEqual(await brokenBy(await workflowBundle(), await Promise.all(recordings)), []);
  });
}
