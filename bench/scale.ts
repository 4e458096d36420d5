import pidusage from 'pidusage';
import { median } from 'simple-statistics';
import { inRounds, type Bench, type Benchmark } from './support/benchmark';
import { lines } from './support/charts';
import { ours, type Contender } from './support/contender';
import type { Figure } from './support/figures';
import { instantly, instantNumber, wideInstance } from './support/instance';
import { makeCalls } from './support/load';
import { startServer, type BenchServer } from './support/server';
import { startSimulatorProcess } from './support/simulator-process';
import { letWait, waitingRequest } from './support/waiting';

/** The cost of a call while many others wait. */
export const scale: Benchmark = {
  name: 'scale',
  title: 'Calls while many others wait',
  limitSeconds: 300,
  fullLimitSeconds: 3_600,
  async run(bench) {
    const simulator = await startSimulatorProcess(bench, { throttles: 'off', seed: wideInstance });
    await simulator.ask.script([instantNumber], instantly);
    const server = await startServer(bench);
    const contender = await ours(bench, { server, simulator }, { options: { maxCachedWorkflows: 200 } });
    await makeCalls(contender, 100, concurrency);

    const levels: Level[] = [];
    let open = 0;
    for (const wanted of bench.full ? [0, 1_000, 10_000, 50_000] : [0, 1_000, 4_000]) {
      bench.report(`${wanted} calls wait`);
      const { seconds } = await letWait(contender, waitingRequest(), wanted - open);
      const startsPerSecond = (wanted - open) / seconds;
      open = wanted;
      levels.push({ open, startsPerSecond, rounds: await measure(bench, server, contender) });
    }
    const [none] = levels;
    const row = (
      { open, rounds }: Level,
      what: string,
      unit: string,
      value: (one: Measured) => number,
    ): Figure => ({
      what: `${open} wait: ${what}`,
      unit,
      ours: rounds.map(value),
      baseline: { name: 'none waits', values: (none?.rounds ?? []).map(value) },
    });
    const busy = levels.slice(1);
    return {
      figures: [
        ...busy.map(({ open, startsPerSecond }): Figure => ({
          what: `Started until ${open} wait`,
          unit: 'per second',
          ours: [startsPerSecond],
          baseline: {
            name: `until ${busy[0]?.open ?? 0} wait`,
            values: [busy[0]?.startsPerSecond ?? Number.NaN],
          },
        })),
        ...busy.map((level) => row(level, 'calls finished', 'per second', (one) => one.perSecond)),
        ...busy.map((level) => row(level, 'worker processor time for a call', 'ms', (one) => one.workerCpu)),
        ...busy.map((level) => row(level, 'server processor time for a call', 'ms', (one) => one.serverCpu)),
      ],
      notes: [
        'The development server uses one SQLite database in memory, on the same machine. The worker caches 200 workflows.',
      ],
      charts: [
        {
          name: 'scale',
          alt: 'Processor time of a call over the number of calls that wait',
          svg: lines('Processor time of one call while others wait', { x: 'calls that wait', y: 'ms' }, [
            {
              name: 'worker',
              points: levels.map(({ open, rounds }) => [
                open,
                median(rounds.map(({ workerCpu }) => workerCpu)),
              ]),
            },
            {
              name: 'server',
              points: levels.map(({ open, rounds }) => [
                open,
                median(rounds.map(({ serverCpu }) => serverCpu)),
              ]),
            },
          ]),
        },
      ],
    };
  },
};

const concurrency = 20;

interface Level {
  readonly open: number;
  readonly startsPerSecond: number;
  readonly rounds: readonly Measured[];
}

interface Measured {
  readonly perSecond: number;
  /** Milliseconds for each call. */
  readonly workerCpu: number;
  /** Milliseconds for each call. */
  readonly serverCpu: number;
}

async function measure(bench: Bench, { pid }: BenchServer, contender: Contender<never>): Promise<Measured[]> {
  const calls = bench.full ? 300 : 120;
  return await inRounds(bench, async () => {
    const before = { worker: await contender.worker.usage(), server: await pidusage(pid) };
    const seconds = await makeCalls(contender, calls, concurrency);
    const after = { worker: await contender.worker.usage(), server: await pidusage(pid) };
    return {
      perSecond: calls / seconds,
      workerCpu: ((after.worker.cpuSeconds - before.worker.cpuSeconds) * 1000) / calls,
      serverCpu: (after.server.ctime - before.server.ctime) / calls,
    };
  });
}
