import type { QuotasInput } from '../../src/pacing/quotas';
import { simulatedInstance, type Simulator, type SimulatorOptions } from '../../src/simulator';
import { request, type CallTest, type CallTestOptions } from '../support/calls';

const unlimited = 100_000;

/** Only the rate of dials is scarce, and it is the simulator who judges whether it was kept. */
export function paced(dialsPerSecond: number): {
  simulator: SimulatorOptions;
  pacing: { quotas: QuotasInput };
} {
  return {
    simulator: {
      // A second is a second here: the simulator's quotas count on its own clock.
      speed: 1,
      throttles: {
        StartOutboundVoiceContact: { ratePerSecond: dialsPerSecond, burst: 5 },
        DescribeContact: 'off',
      },
      seed: instanceOf(unlimited),
    },
    pacing: { quotas: { dialsPerSecond, describesPerSecond: unlimited, concurrentCalls: unlimited } },
  };
}

/** Only the lines are scarce, and the instance has so many of them. */
export function withLines(concurrentCalls: number) {
  const quotas = { dialsPerSecond: 500, dialBurst: 500, describesPerSecond: 500, stopsPerSecond: 500 };
  return {
    pacing: { quotas: { ...quotas, concurrentCalls } },
    simulator: { speed: 100, throttles: 'off', seed: instanceOf(concurrentCalls) },
  } satisfies CallTestOptions;
}

/** The simulated instance, as large as it is said to be, and more of its kind. */
export function instanceOf(concurrentCalls: number, ...more: readonly string[]) {
  const { instanceId, contactFlowId, queues } = simulatedInstance;
  return {
    instances: [instanceId, ...more].map((id) => ({
      instanceId: id,
      concurrentCalls,
      contactFlows: [{ contactFlowId, name: 'Greet' }],
      queues: [{ queueId: queues[0].queueId, name: 'Own team', outboundNumber: '+12065550190' }],
      phoneNumbers: [{ phoneNumberId: `n-${id}`, phoneNumber: '+12065550190', countryCode: 'US' }],
    })),
  };
}

/** Start calls to a number that is busy, all at once. */
export async function start(
  calls: CallTest['calls'],
  count: number,
  name: string,
  policy: Parameters<typeof request>[1] = {},
): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `${name}-${index}`);
  await Promise.all(ids.map((workflowId) => calls.start(request('+12065550102', policy), { workflowId })));
  return ids;
}

/** The busy number says so at once. */
export function atOnce(simulator: Simulator): void {
  simulator.script('+12065550102', { dispositions: ['busy'], ringSeconds: 0 });
}
