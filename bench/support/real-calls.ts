import type { Script } from '../../src/simulator';
import type { Bench } from './benchmark';
import { baseline, instantInput, ours, policy, type Contender } from './contender';
import { startEventsProcess, startQueues } from './events-process';
import { wideInstance } from './instance';
import { observe, type ObservedCall } from './observed';
import { startServer, type BenchServer } from './server';
import { startSimulatorProcess, type SimulatorProcess } from './simulator-process';

/** A call with realistic durations, and the delay of its end. */
interface RealCall extends ObservedCall {
  /** From the contact's end until the workflow learns of it, seconds. */
  readonly secondsToKnow: number;
}

export interface RealCalls {
  readonly calls: readonly RealCall[];
  /** Requests to Amazon Connect per call. */
  readonly requestsPerCall: number;
}

/** The same calls with events, with polling in growing intervals, and with polling every five seconds. */
export interface WaysToKnow {
  readonly events: RealCalls;
  readonly polling: RealCalls;
  readonly everyFiveSeconds: RealCalls;
}

/** Made once for all benchmarks that use them. */
export async function realCalls(bench: Bench): Promise<WaysToKnow> {
  return await (made ??= makeAll(bench));
}

let made: Promise<WaysToKnow> | undefined;

const shortestTalk = 5;
const longestTalk = 60;
const ring = 4;
export const describedRealCalls = `ring for ${ring} s and talk for ${shortestTalk} to ${longestTalk} s`;

async function makeAll(bench: Bench): Promise<WaysToKnow> {
  const server = await startServer(bench);
  const queues = await startQueues(bench);
  const queueUrl = await queues.createQueue();
  const start = (events?: { target: { kind: 'sqs'; queueUrl: string; endpoint: string } }) =>
    startSimulatorProcess(bench, { throttles: 'off', seed: wideInstance, ...(events ? { events } : {}) });
  const withEvents = await start({ target: { kind: 'sqs', queueUrl, endpoint: queues.url } });
  const [polled, polledOften] = [await start(), await start()];
  await startEventsProcess(bench, { address: server.address, simulatorUrl: withEvents.url, queueUrl });

  const eventDriven = await ours(bench, { server, simulator: withEvents }, { settings: { events: true } });
  const polling = await ours(bench, { server, simulator: polled });
  const naive = await baseline(bench, { server, simulator: polledOften }, {}, 'everyFiveSecondsCall');
  bench.report(`calls that take up to ${longestTalk + ring} s`);

  const ourRequest = (destinationPhoneNumber: string) => ({ destinationPhoneNumber, policy: policy() });
  const count = bench.full ? 60 : 24;
  const [events, byPolling, everyFiveSeconds] = await Promise.all([
    make(server, withEvents, eventDriven, ourRequest, count),
    make(server, polled, polling, ourRequest, count),
    make(
      server,
      polledOften,
      naive,
      (destinationPhoneNumber) => ({ ...instantInput, destinationPhoneNumber }),
      count,
    ),
  ]);
  return { events, polling: byPolling, everyFiveSeconds };
}

async function make<Request>(
  { client }: BenchServer,
  { ask }: SimulatorProcess,
  { start, finish }: Contender<Request>,
  request: (destinationPhoneNumber: string) => Request,
  count: number,
): Promise<RealCalls> {
  const made = await Promise.all(
    Array.from({ length: count }, async (_, call) => {
      const number = `+1206555${String(1_000 + call)}`;
      await ask.script([number], scriptOf(call, count));
      const workflowId = await start(request(number));
      await finish(workflowId);
      return { number, observed: await observe(client, workflowId) };
    }),
  );
  const ends = await ask.ends();
  const requests = Object.values(await ask.requests()).map(
    ({ accepted, refused, throttled }) => accepted + refused + throttled,
  );
  return {
    calls: made.map(({ number, observed }) => ({
      ...observed,
      secondsToKnow: (observed.lastWokenAt - (ends[number] ?? Number.NaN)) / 1000,
    })),
    requestsPerCall: requests.reduce((sum, some) => sum + some, 0) / count,
  };
}

/** Evenly spread, and not in phase with polls. */
function scriptOf(call: number, count: number): Script {
  const talkSeconds = shortestTalk + ((longestTalk - shortestTalk) * (call + 0.37)) / count;
  return { dispositions: ['flow-only'], ringSeconds: ring, talkSeconds };
}
