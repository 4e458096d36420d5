import { median, quantile } from 'simple-statistics';
import { inRounds, type Benchmark } from './support/benchmark';
import { baseline, ours, type Contender } from './support/contender';
import type { Figure } from './support/figures';
import { instantly, instantNumber, wideInstance, wideQuotas } from './support/instance';
import { startServer } from './support/server';
import { startSimulatorProcess, type SimulatorProcess } from './support/simulator-process';

/** The time from the start of a call to its dial. */
export const latency: Benchmark = {
  name: 'latency',
  title: 'From the start of a call to its dial',
  limitSeconds: 180,
  fullLimitSeconds: 900,
  async run(bench) {
    const simulator = await startSimulatorProcess(bench, { throttles: 'off', seed: wideInstance });
    await simulator.ask.script([instantNumber], instantly);
    const surroundings = { server: await startServer(bench), simulator };
    const contenders = [
      await ours(bench, surroundings),
      await ours(bench, surroundings, { quotas: wideQuotas }),
      await baseline(bench, surroundings),
    ] as const;
    const calls = bench.full ? 300 : 40;
    await measure(contenders, simulator, 10);

    const rounds = await inRounds(bench, async (round) => {
      bench.report(`round ${round}`);
      const [byUs, paced, byBaseline] = await measure(contenders, simulator, calls);
      return { ours: byUs, paced, baseline: byBaseline };
    });
    const rows = (name: 'ours' | 'paced', what: string): Figure[] => {
      const figure = { unit: 'ms' };
      const all = (of: 'ours' | 'paced' | 'baseline') => rounds.flatMap((round) => round[of]);
      return [
        {
          ...figure,
          what: `Start to dial${what}, p50`,
          ours: rounds.map((round) => median(round[name])),
          baseline: { values: rounds.map((round) => median(round.baseline)) },
          goal: { atMost: 1.5 },
        },
        // One round has too few calls for a p99.
        {
          ...figure,
          what: `Start to dial${what}, p99 of all rounds`,
          ours: [quantile(all(name), 0.99)],
          baseline: { values: [quantile(all('baseline'), 0.99)] },
          goal: { atMost: 1.2 },
        },
      ];
    };
    return {
      figures: [...rows('ours', ''), ...rows('paced', ', paced')],
      notes: [
        `${calls} calls of each per round, one at a time in turns, from \`OutboundCalls.start\` to the request's arrival at the simulator.`,
        pacedNote,
      ],
    };
  },
};

export const pacedNote =
  'The baseline and the first lines use one task queue and no quotas. "Paced" is the default: separate task queues for dials and polls and a line for each call, under quotas that are not reached.';

type All = readonly [Contender<never>, Contender<never>, Contender<never>];

/** Runs the calls in turns, so that all see the same machine. @returns milliseconds from start to dial */
async function measure(
  contenders: All,
  { ask }: SimulatorProcess,
  calls: number,
): Promise<[number[], number[], number[]]> {
  const took: [number[], number[], number[]] = [[], [], []];
  for (let call = 0; call < calls; call += 1) {
    for (const index of [0, 1, 2] as const) {
      const { start, finish } = contenders[index];
      const began = Date.now();
      await finish(await start());
      took[index].push((await ask.lastDial()) - began);
    }
  }
  return took;
}
