import assert from 'node:assert/strict';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator';
import { withCalls, type CallTest, type CallTestOptions } from '../support/calls';
import { localServer } from '../support/shared-servers';

/** A way that a call can take, gone for real so that Temporal keeps a history of it. */
export interface Scenario {
  /** The workflow ID of its call, and the name of its history. */
  readonly name: string;
  readonly simulator?: SimulatorOptions;
  /** What is not as usual. */
  readonly setting?: (simulator: Simulator) => Setting | Promise<Setting>;
  /** Go the way to its end, and see that it was this one. */
  readonly go: (parts: CallTest, workflowId: string) => Promise<void>;
}

type Setting = Omit<CallTestOptions, 'simulator' | 'beside'>;

/**
 * Go the way of a scenario; `then` finds the server and the workflows as they are after it.
 *
 * @param more settings on top of the scenario's own
 */
export async function goThrough(
  scenario: Scenario,
  more: Setting,
  then: (parts: CallTest) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { name } = scenario;
  const simulator = await startSimulator({ speed: 20, throttles: 'off', ...scenario.simulator });
  try {
    const setting = (await scenario.setting?.(simulator)) ?? {};
    const { client } = setting.server ?? (await localServer());
    await withCalls(
      {
        pacing: asPublished,
        ...setting,
        ...more,
        worker: { ...setting.worker, ...more.worker },
        // Recorded in the namespace "default".
        beside: { simulator, taskQueue: `calls-${name}`, client },
      },
      async (parts) => {
        await scenario.go(parts, name);
        await then(parts);
      },
    );
  } catch (error) {
    throw new Error(`Scenario "${name}"`, { cause: error });
  } finally {
    await simulator.close();
  }
}

/** Lanes, as a worker has them unless told otherwise; so wide that nothing waits for its turn. */
const asPublished = {
  quotas: {
    dialsPerSecond: 500,
    dialBurst: 500,
    describesPerSecond: 500,
    stopsPerSecond: 500,
    concurrentCalls: 500,
  },
};

/** How a call must have ended for its history to be of the way that its name says. */
export async function endsIn(
  { calls }: CallTest,
  workflowId: string,
  outcome: string,
  dispositions: readonly string[],
): Promise<void> {
  const result = await calls.getHandle(workflowId).result();
  assert.deepEqual(
    [result.outcome, result.attempts.map(({ disposition }) => disposition)],
    [outcome, dispositions],
  );
}

/** Wait until the call is in this state. */
export async function isIn({ calls }: CallTest, workflowId: string, state: string): Promise<void> {
  for (;;) {
    const { state: seen } = await calls.getHandle(workflowId).status();
    if (seen === state) return;
    assert.notEqual(seen, 'finished', `The call is over and was never seen ${state}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
