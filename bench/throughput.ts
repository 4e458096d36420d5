import { inRounds, type Benchmark } from './support/benchmark';
import { baseline, ours, type Contender } from './support/contender';
import type { Figure } from './support/figures';
import { instantly, instantNumber, wideInstance, wideQuotas } from './support/instance';
import { pacedNote } from './latency';
import { makeCalls } from './support/load';
import { startServer } from './support/server';
import { startSimulatorProcess } from './support/simulator-process';

/** The calls per second of one worker process, and the processor time of a call. */
export const throughput: Benchmark = {
  name: 'throughput',
  title: 'Throughput of one worker process',
  limitSeconds: 180,
  fullLimitSeconds: 900,
  async run(bench) {
    const simulator = await startSimulatorProcess(bench, { throttles: 'off', seed: wideInstance });
    await simulator.ask.script([instantNumber], instantly);
    const surroundings = { server: await startServer(bench), simulator };
    const contenders = {
      ours: await ours(bench, surroundings),
      paced: await ours(bench, surroundings, { quotas: wideQuotas }),
      baseline: await baseline(bench, surroundings),
    };
    const calls = bench.full ? 1_000 : 200;
    for (const contender of Object.values(contenders)) await makeCalls(contender, 100, concurrency);

    const rounds = await inRounds(bench, async (round) => {
      bench.report(`round ${round}`);
      return {
        ours: await measure(contenders.ours, calls),
        paced: await measure(contenders.paced, calls),
        baseline: await measure(contenders.baseline, calls),
      };
    });
    const rows = (name: 'ours' | 'paced', what: string): Figure[] => [
      {
        what: `Calls finished${what}`,
        unit: 'per second',
        ours: rounds.map((round) => round[name].perSecond),
        baseline: { values: rounds.map((round) => round.baseline.perSecond) },
        goal: { atLeast: 0.8 },
      },
      {
        what: `Processor time of the worker per call${what}`,
        unit: 'ms',
        ours: rounds.map((round) => round[name].cpuMs),
        baseline: { values: rounds.map((round) => round.baseline.cpuMs) },
        goal: { atMost: 1.4 },
      },
    ];
    return {
      figures: [...rows('ours', ''), ...rows('paced', ', paced')],
      notes: [
        `${calls} calls per round, ${concurrency} at a time, each answered and ended at once.`,
        pacedNote,
      ],
    };
  },
};

const concurrency = 50;

async function measure(contender: Contender<never>, calls: number) {
  const before = await contender.worker.usage();
  const seconds = await makeCalls(contender, calls, concurrency);
  const after = await contender.worker.usage();
  return {
    perSecond: calls / seconds,
    cpuMs: ((after.cpuSeconds - before.cpuSeconds) / calls) * 1000,
  };
}
