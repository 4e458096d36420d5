import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { performAll } from '../acts';
import type { StormPlan } from '../plan/plan';
import { inject } from '../troubles';
import { gatherEvidence, type Evidence } from './evidence';
import { startCall } from './start-call';
import { whenAllOver } from './when-all-over';
import type { World } from './world';

export interface RunOptions {
  /** Without faults the same calls are made at the same times, and nothing is done to them. */
  readonly withFaults: boolean;
  readonly signal: AbortSignal;
  readonly progress: (now: Progress) => void;
}

/** How far a run is. */
export interface Progress {
  readonly started: number;
  readonly over: number;
  readonly calls: number;
  /** What went wrong so far. */
  readonly troubles: number;
  readonly isStorm: boolean;
}

/** Make the calls of a plan and let go wrong what it says; then let everything be well again and wait until all calls are over. */
export async function runPlan(plan: StormPlan, world: World, options: RunOptions): Promise<Evidence> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([options.signal, stopping.signal]);
  // Every call and every fault listens to it.
  setMaxListeners(0, signal);
  try {
    return await run(plan, world, { ...options, signal });
  } finally {
    // Nothing goes on in a world that is about to end.
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
      await at(plan.span);
      await world.simulator.clearFaults();
    }
    return Date.now();
  });
  const actsEnd = healing.then(() => delay(patienceForActs, undefined, { signal }));
  // It is only whoever waits for it that minds.
  actsEnd.catch(() => undefined);
  let started = 0;
  const calls = plan.calls.map(async (call) => {
    await at(call.startsAt);
    await startCall(call, withFaults ? call.manner : 'client', world, signal);
    started += 1;
    // What a call that is stuck does not let be done.
    if (withFaults) await Promise.race([performAll(call, world, signal), actsEnd]);
  });
  const watching = whenAllOver(world, {
    workflowIds: plan.calls.map(({ workflowId }) => workflowId),
    whenDone: Promise.all([...calls, healing]),
    signal,
    tell: (running) => {
      options.progress({
        started,
        over: Math.max(0, started - running),
        calls: plan.calls.length,
        troubles: world.chronicle.happenings.length,
        isStorm: withFaults,
      });
    },
  });
  const [healedAt, allOver] = await Promise.all([healing, watching, ...calls]);
  return await gatherEvidence(plan, world, { began, healedAt, endedAt: allOver }, signal);
}

/** Milliseconds after the storm. */
const patienceForActs = 60_000;
