import { median } from 'simple-statistics';
import { statusQuery } from '../src/contract/call-messages';
import { inRounds, type Bench, type Benchmark } from './support/benchmark';
import { baseline, ours, type Contender } from './support/contender';
import { instantly, instantNumber, wideInstance } from './support/instance';
import { observe } from './support/observed';
import { startServer, type BenchServer } from './support/server';
import { startSimulatorProcess } from './support/simulator-process';
import { letWait, waitingInput, waitingRequest } from './support/waiting';

/** The cost of a call that waits for days, and of waking it. */
export const waiting: Benchmark = {
  name: 'waiting',
  title: 'A call that waits for days',
  limitSeconds: 240,
  fullLimitSeconds: 900,
  async run(bench) {
    const simulator = await startSimulatorProcess(bench, { throttles: 'off', seed: wideInstance });
    await simulator.ask.script([instantNumber], instantly);
    const server = await startServer(bench);
    const surroundings = { server, simulator };
    const cached = { options: { maxCachedWorkflows: 20_000 } };
    const evicted = { options: { maxCachedWorkflows: 10 } };
    const request = waitingRequest();
    const calls = bench.full ? 1_000 : 250;

    const inCache = await measure(bench, server, await ours(bench, surroundings, cached), request, calls);
    const plain = await measure(
      bench,
      server,
      await baseline(bench, surroundings, cached),
      waitingInput,
      calls,
    );
    const outOfCache = await measure(bench, server, await ours(bench, surroundings, evicted), request, calls);
    const woken = {
      cached: await wake(bench, server, inCache.workflowIds),
      evicted: await wake(bench, server, outOfCache.workflowIds),
    };
    return {
      figures: [
        {
          what: 'Memory of the worker per cached call',
          unit: 'KB',
          ours: inCache.kilobytes,
          baseline: { values: plain.kilobytes },
        },
        {
          what: 'Memory of the worker per evicted call',
          unit: 'KB',
          ours: outOfCache.kilobytes,
          baseline: { name: 'ours, cached', values: inCache.kilobytes },
        },
        {
          what: 'Query of an evicted call (with replay)',
          unit: 'ms',
          ours: woken.evicted,
          baseline: { name: 'ours, cached', values: woken.cached },
        },
        {
          what: 'Events of a waiting call',
          unit: 'events',
          ours: [inCache.events],
          baseline: { values: [plain.events] },
        },
      ],
      notes: [
        `${calls} more calls per round wait for calling hours that begin in two days. "Cached": the worker caches all of them; "evicted": only the last ten. Memory is the process's RSS after garbage collection.`,
        'The wait is one timer in Temporal: no activity, no heartbeat, no polling.',
      ],
    };
  },
};

/** Growth of the worker's memory per waiting call. */
async function measure<Request>(
  bench: Bench,
  { client }: BenchServer,
  contender: Contender<Request>,
  request: Request,
  calls: number,
) {
  // Warm-up: the first calls load code and buffers.
  await letWait(contender, request, 100);
  let before = await contender.worker.usage({ collects: true });
  const rounds = await inRounds(bench, async (round) => {
    bench.report(`round ${round}`);
    const { workflowIds } = await letWait(contender, request, calls);
    const after = await contender.worker.usage({ collects: true });
    const kilobytes = (after.rss - before.rss) / 1024 / calls;
    before = after;
    return { kilobytes, workflowIds };
  });
  const workflowIds = rounds.flatMap((round) => round.workflowIds);
  const { events } = await observe(client, workflowIds[0] ?? '');
  return { kilobytes: rounds.map(({ kilobytes }) => kilobytes), workflowIds, events };
}

/** @returns median per round, milliseconds */
async function wake(
  bench: Bench,
  { client }: BenchServer,
  workflowIds: readonly string[],
): Promise<number[]> {
  return await inRounds(bench, async (round) => {
    const took: number[] = [];
    for (const workflowId of workflowIds.slice((round - 1) * queries, round * queries)) {
      const began = performance.now();
      await client.workflow.getHandle(workflowId).query(statusQuery);
      took.push(performance.now() - began);
    }
    return median(took);
  });
}

const queries = 40;
