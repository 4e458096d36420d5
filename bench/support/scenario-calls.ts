import type { Bench } from './benchmark';
import { baseline, ours, type Contender } from './contender';
import { wideInstance } from './instance';
import { observe, type ObservedCall } from './observed';
import { scenarios, type Scenario } from './scenarios';
import { startServer } from './server';
import { startSimulatorProcess } from './simulator-process';
import { searchAttributeNames } from '../../src/contract/search-attributes';

/** The calls of one scenario, one per round and contender. */
export interface ScenarioCalls {
  readonly scenario: Scenario;
  readonly ours: readonly ObservedCall[];
  readonly withSearchAttributes: readonly ObservedCall[];
  readonly baseline: readonly ObservedCall[];
}

/** The calls of all scenarios, made once for all benchmarks that use them. */
export async function scenarioCalls(bench: Bench): Promise<ScenarioCalls[]> {
  return await (made ??= makeAll(bench));
}

let made: Promise<ScenarioCalls[]> | undefined;

/** Concurrent, since histories do not depend on speed. */
async function makeAll(bench: Bench): Promise<ScenarioCalls[]> {
  const simulator = await startSimulatorProcess(bench, { throttles: 'off', seed: wideInstance });
  const server = await startServer(bench);
  const surroundings = { server, simulator };
  const contenders = {
    ours: await ours(bench, surroundings),
    withSearchAttributes: await ours(bench, surroundings, {
      settings: { searchAttributes: searchAttributeNames },
    }),
    baseline: await baseline(bench, surroundings),
  };
  bench.report('up to a minute, until calling hours begin');

  return await Promise.all(
    scenarios.map(async (scenario) => {
      const callsOf = <Request>(
        { start, finish }: Contender<Request>,
        request: (destinationPhoneNumber: string) => Request,
      ) =>
        Promise.all(
          Array.from({ length: bench.rounds }, async () => {
            const number = nextNumber();
            await simulator.ask.script([number], scenario.script);
            const workflowId = await start(request(number));
            await finish(workflowId);
            return await observe(server.client, workflowId);
          }),
        );
      const [byUs, withSearchAttributes, byBaseline] = await Promise.all([
        callsOf(contenders.ours, scenario.ours),
        callsOf(contenders.withSearchAttributes, scenario.ours),
        callsOf(contenders.baseline, scenario.baseline),
      ]);
      return { scenario, ours: byUs, withSearchAttributes, baseline: byBaseline };
    }),
  );
}

let numbers = 0;

/** A number per call, because a number's script counts its dials. */
function nextNumber(): string {
  numbers += 1;
  return `+1206555${String(numbers).padStart(4, '0')}`;
}
