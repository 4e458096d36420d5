import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { performAll } from '../acts';
import { endPauses } from '../acts/end-pauses';
import { groupBy } from '../judge/group-by';
import type { PlannedCall } from '../plan/calls';
import type { StormPlan } from '../plan/plan';
import { inject } from '../troubles';
import { gatherEvidence, type Evidence } from './evidence';
import { startCall } from './start-call';
import { whenAllOver } from './when-all-over';
import { ledgerIdOf, type World } from './world';

export interface RunOptions {
  /** Without faults, the same calls start at the same times, without acts. */
  readonly withFaults: boolean;
  readonly signal: AbortSignal;
  readonly progress: (now: Progress) => void;
}

/** The progress of a run. */
export interface Progress {
  readonly started: number;
  readonly over: number;
  readonly calls: number;
  /** Number of faults and acts so far. */
  readonly troubles: number;
  readonly isStorm: boolean;
}

/** Make the calls of a plan and inject its faults, then wait without faults until all calls have ended. */
export async function runPlan(plan: StormPlan, world: World, options: RunOptions): Promise<Evidence> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([options.signal, stopping.signal]);
  // Every call and every fault adds a listener.
  setMaxListeners(0, signal);
  try {
    return await run(plan, world, { ...options, signal });
  } finally {
    // Stop everything before the world is closed.
    stopping.abort();
  }
}

async function run(plan: StormPlan, world: World, options: RunOptions): Promise<Evidence> {
  const { withFaults, signal } = options;
  for (const { phones } of plan.calls) {
    await Promise.all(phones.map(({ e164, script }) => world.simulator.script(e164, script)));
  }
  if (withFaults) for (const fault of plan.requestFaults) await world.simulator.fault(fault);

  const began = Date.now();
  const at = (instant: number) => delay(Math.max(0, began + instant - Date.now()), undefined, { signal });
  const troubles = (withFaults ? plan.troubles : []).map(async (trouble) => {
    await at(trouble.at);
    await inject(trouble, world);
  });
  const healing = Promise.all(troubles).then(async () => {
    await Promise.all(world.workers.map((worker) => worker.heal()));
    await world.events?.bridge.heal();
    if (withFaults) {
      await at(plan.spanMs);
      await world.simulator.clearFaults();
    }
    return Date.now();
  });
  const acting = new AbortController();
  const actsEnd = healing
    .then(() => delay(actsTimeoutMs, undefined, { signal }))
    .then(() => {
      acting.abort();
    });
  // No unhandled rejection; the race below handles it.
  actsEnd.catch(() => undefined);
  const actSignal = AbortSignal.any([signal, acting.signal]);
  setMaxListeners(0, actSignal);
  const byPerson = groupBy(plan.calls, ({ request }) => request.destinationPhoneNumber);
  const toPersonOf = ({ request }: PlannedCall) =>
    (byPerson.get(request.destinationPhoneNumber) ?? []).map(({ workflowId }) => workflowId);
  let started = 0;
  const calls = plan.calls.map(async (call) => {
    await at(call.startsAt);
    await startCall(call, withFaults ? call.manner : 'client', world, signal);
    started += 1;
    // A stuck call may block its acts.
    if (withFaults) await Promise.race([performAll(call, toPersonOf(call), world, actSignal), actsEnd]);
  });
  const ledgerIds = [...byPerson.keys()].map(ledgerIdOf);
  const unpausing = Promise.all([...calls, healing]).then(async () => {
    const workflowIds = plan.calls.map(({ workflowId }) => workflowId);
    if (withFaults) await endPauses([...workflowIds, ...ledgerIds], world, signal);
  });
  const watching = whenAllOver(world, {
    workflowIds: plan.calls.map(({ workflowId }) => workflowId),
    whenDone: unpausing,
    signal,
    report: (running) => {
      options.progress({
        started,
        over: Math.max(0, started - running),
        calls: plan.calls.length,
        troubles: world.chronicle.happenings.length,
        isStorm: withFaults,
      });
    },
  });
  const [healedAt, allOver] = await Promise.all([healing, watching, unpausing, ...calls]);
  return await gatherEvidence(plan, world, { began, healedAt, endedAt: allOver }, signal);
}

/** After the last fault. */
const actsTimeoutMs = 60_000;
