import { Runtime, Worker } from '@temporalio/worker';
import type { temporal } from '@temporalio/proto';
import { inRounds, type Benchmark } from './support/benchmark';
import { baseline, ours, type Contender } from './support/contender';
import { instantly, instantNumber, wideInstance } from './support/instance';
import { startServer, type BenchServer } from './support/server';
import { startSimulatorProcess } from './support/simulator-process';
import { bundleOf, quietly } from './support/worker-process';

/** The size of the bundle, the start time of a worker, and the speed of replay. */
export const sizes: Benchmark = {
  name: 'sizes',
  title: 'Bundle, start of a worker, replay',
  limitSeconds: 180,
  fullLimitSeconds: 300,
  async run(bench) {
    Runtime.install(quietly);
    const bundles = { ours: await bundleOf('ours'), baseline: await bundleOf('baseline') };
    const simulator = await startSimulatorProcess(bench, { throttles: 'off', seed: wideInstance });
    await simulator.ask.script([instantNumber], instantly);
    const surroundings = { server: await startServer(bench), simulator };
    bench.report('start workers');
    const starts = await inRounds(bench, async () => {
      const byUs = await timeToFirstCall(() => ours(bench, surroundings));
      const byBaseline = await timeToFirstCall(() => baseline(bench, surroundings));
      return { ours: byUs, baseline: byBaseline };
    });
    const last = starts.at(-1);
    if (!last) throw new Error('No round was run');
    const histories = {
      ours: await historyOf(surroundings.server, last.ours.contender),
      baseline: await historyOf(surroundings.server, last.baseline.contender),
    };
    bench.report(`replay ${replays} histories`);
    const replayed = await inRounds(bench, async () => ({
      ours: await replay(bundles.ours, histories.ours),
      baseline: await replay(bundles.baseline, histories.baseline),
    }));
    return {
      figures: [
        {
          what: 'Workflow bundle, without its source map',
          unit: 'KB',
          ours: [kilobytesOf(bundles.ours.code)],
          baseline: { values: [kilobytesOf(bundles.baseline.code)] },
        },
        {
          what: 'From the start of a worker process to its first finished call',
          unit: 'ms',
          ours: starts.map((start) => start.ours.durationMs),
          baseline: { values: starts.map((start) => start.baseline.durationMs) },
        },
        {
          what: `Replay of ${replays} finished calls`,
          unit: 'ms',
          ours: replayed.map((round) => round.ours),
          baseline: { values: replayed.map((round) => round.baseline) },
        },
      ],
      notes: [
        "Most of both bundles is Temporal's library. Here, both workers bundle at their start and compile TypeScript.",
      ],
    };
  },
};

const replays = 1_000;

async function timeToFirstCall(start: () => Promise<Contender<never>>) {
  const began = performance.now();
  const contender = await start();
  await contender.finish(await contender.start());
  return { durationMs: performance.now() - began, contender };
}

type History = temporal.api.history.v1.IHistory;

async function historyOf({ client }: BenchServer, { start, finish }: Contender<never>): Promise<History> {
  const workflowId = await start();
  await finish(workflowId);
  return await client.workflow.getHandle(workflowId).fetchHistory();
}

/** @returns milliseconds */
async function replay(workflowBundle: { code: string }, history: History): Promise<number> {
  const histories = Array.from({ length: replays }, (_, index) => ({
    workflowId: `replay-${index}`,
    history,
  }));
  const began = performance.now();
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, histories)) {
    if (error) throw new Error(`${workflowId} can't be replayed`, { cause: error });
  }
  return performance.now() - began;
}

function kilobytesOf(code: string): number {
  return Buffer.byteLength(code.replace(/\/\/# sourceMappingURL=.*$/s, '')) / 1024;
}
