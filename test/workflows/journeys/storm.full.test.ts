import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { Dice } from '../../../src/chaos/plan/dice';
import { isOpen } from '../../../src/contract/open-run';
import { ReservedAttribute } from '../../../src/domain/reserved-contact-attributes';
import type { CallResult } from '../../../workflows';
import { eventually, request } from '../../support/calls';
import { resetToBeginning } from '../../support/reset';
import { withWorkerProcesses, type WorkerProcesses } from '../../support/start-worker-process';
import { interruptSignal } from './parents/messages';
import type { Journey } from './parents/parent-of-call';
import { callIdOfParent, live, parentsBundle, startParent, type Parent } from './support';

/** What happens to a parent, at a moment of the dice. */
const acts = {
  nothing: () => Promise.resolve(),
  fail: (parent: Parent) => parent.signal(interruptSignal, 'fail'),
  'continue as new': (parent: Parent) => parent.signal(interruptSignal, 'continue-as-new'),
  reset: ({ workflowId }: Parent, { client }: WorkerProcesses) => resetToBeginning(client, workflowId),
  cancel: (parent: Parent) => parent.cancel(),
  terminate: (parent: Parent) => parent.terminate(),
  conclude: async (parent: Parent, parts: WorkerProcesses) =>
    parts.calls.getHandle(await callIdOfParent(parts, parent)).conclude({ hangUp: true }),
};

type Act = keyof typeof acts;
const names: [Act, ...Act[]] = [
  'nothing',
  'fail',
  'continue as new',
  'reset',
  'cancel',
  'terminate',
  'conclude',
];

const seed = Number(process.env['JOURNEYS_SEED'] ?? 1);
const errands = 60;

describe(`a storm of workflows that make calls, seed ${seed}`, () => {
  it('that fail, continue, are reset, cancelled and terminated while workers are killed: one ring for each errand, none goes on', async function () {
    this.timeout(600_000);
    const { breaches, rang } = await aftermath();
    assert.deepEqual(breaches, []);
    assert.ok(rang > errands / 2, `${rang} of ${errands} phones have rung`);
  });
});

interface Aftermath {
  /** What must not be. */
  readonly breaches: readonly string[];
  readonly rang: number;
}

async function aftermath(): Promise<Aftermath> {
  const { codePath } = await parentsBundle();
  let seen: Aftermath | undefined;
  await withWorkerProcesses(
    async (parts) => {
      seen = await storm(parts, codePath);
    },
    { simulator: { speed: 1, throttles: 'off' } },
  );
  if (!seen) throw new Error('There was no storm');
  return seen;
}

async function storm(parts: WorkerProcesses, bundleFile: string): Promise<Aftermath> {
  const { simulator, client } = parts;
  const dice = new Dice(seed, 'journeys');
  const act = () => dice.pick(names);
  const quotas = { dialsPerSecond: 100, dialBurst: 100, describesPerSecond: 500, stopsPerSecond: 100 };
  const startWorker = () => parts.startWorker({ bundleFile, quotas: { ...quotas, concurrentCalls: 1_000 } });
  const killAfterMs = Array.from({ length: 6 }, () => dice.whole(0, 2_000));
  const workers = [await startWorker(), await startWorker()];

  const planned = Array.from({ length: errands }, (_, index) => ({
    person: `+1206555${3_000 + index}`,
    ringSeconds: dice.pick([1, 1, 50]),
    startsAfterMs: dice.whole(0, 8_000),
    waitsForRing: dice.pick([true, true, false]),
    acts: [act(), act()],
    pausesMs: [dice.whole(0, 5_000), dice.whole(0, 5_000)],
    afterwards: dice.pick<Journey['afterwards']>([undefined, 'fail-twice', 'continue-as-new']),
  }));
  const killing = (async () => {
    for (let kills = 0; kills < 6; kills += 1) {
      await eventually(() => (simulator.dials().length > kills * 5 ? true : undefined));
      await delay(killAfterMs[kills]);
      workers[kills % 2]?.kill('SIGKILL');
      workers[kills % 2] = await startWorker();
    }
  })();
  const parents = await Promise.all(
    planned.map(async ({ person, ringSeconds, startsAfterMs, pausesMs, afterwards, ...plan }) => {
      simulator.script(person, { dispositions: ['answered'], ringSeconds, talkSeconds: 1 });
      await delay(startsAfterMs);
      const journey = { request: request(person), afterwards };
      const { workflowId } = await startParent(parts, journey, { maximumAttempts: 10 });
      const parent: Parent = client.workflow.getHandle(workflowId);
      const hasRung = () => simulator.dials().some((dial) => dial.destinationPhoneNumber === person);
      if (plan.waitsForRing) await eventually(() => hasRung() || undefined);
      for (const [index, act] of plan.acts.entries()) {
        await delay(pausesMs[index]);
        // It may have ended, or its call may not have begun.
        await acts[act](parent, parts).catch(() => undefined);
      }
      return { person, parent, acts: plan.acts };
    }),
  );
  await killing;

  const breaches: string[] = [];
  for (const { parent, person, acts: done } of parents) {
    await eventually(async () => (isOpen(await parent.describe()) ? undefined : true));
    const dials = simulator.dials().filter((dial) => dial.destinationPhoneNumber === person);
    const story = `${person} (${done.join(', ')}) rang ${dials.length} times`;
    if (dials.length > 1) breaches.push(story);
    for (const { attributes, contactId } of dials) {
      const call = client.workflow.getHandle<() => Promise<CallResult>>(
        attributes[ReservedAttribute.WorkflowId] ?? '',
      );
      const result = await call.result().catch(() => undefined);
      // A call that was cancelled while the answer to its dial was lost says so.
      const isSaid = result?.phoneMayBeRinging === true;
      if (!isSaid && (await live(parts)).includes(contactId)) breaches.push(`${story}, and rings on`);
      // Only these hang up.
      const hangsUp = done.some((act) => !['nothing', 'reset'].includes(act));
      if (!hangsUp && result?.outcome !== 'reached')
        breaches.push(`${story}: ${result?.outcome ?? 'failed'}`);
    }
  }
  return { breaches, rang: simulator.dials().length };
}
