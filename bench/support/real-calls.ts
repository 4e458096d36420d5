import type { Script } from '../../src/simulator';
import type { Bench } from './benchmark';
import { baseline, instantInput, ours, policy, type Contender } from './contender';
import { startEventsProcess, startQueues } from './events-process';
import { wideInstance } from './instance';
import { observe, type ObservedCall } from './observed';
import { startServer, type BenchServer } from './server';
import { startSimulatorProcess, type SimulatorProcess } from './simulator-process';

/** A call that took its time, and what is known of its end. */
export interface RealCall extends ObservedCall {
  /** From the contact's end to the workflow's being woken with it, seconds. */
  readonly secondsToKnow: number;
}

export interface RealCalls {
  readonly calls: readonly RealCall[];
  /** All that Amazon Connect was asked, for each call. */
  readonly requestsPerCall: number;
}

/** The same calls with their end told by events, asked for in growing intervals, and asked for every five seconds. */
export interface WaysToKnow {
  readonly events: RealCalls;
  readonly polling: RealCalls;
  readonly everyFiveSeconds: RealCalls;
}

/** They are made once, for all benchmarks that look at them. */
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
  const telling = await start({ target: { kind: 'sqs', queueUrl, endpoint: queues.url } });
  const [asked, askedOften] = [await start(), await start()];
  await startEventsProcess(bench, { address: server.address, simulatorUrl: telling.url, queueUrl });

  const told = await ours(bench, { server, simulator: telling }, { settings: { events: true } });
  const polling = await ours(bench, { server, simulator: asked });
  const naive = await baseline(bench, { server, simulator: askedOften }, {}, 'everyFiveSecondsCall');
  bench.say(`calls that take up to ${longestTalk + ring} s`);

  const ourRequest = (destinationPhoneNumber: string) => ({ destinationPhoneNumber, policy: policy() });
  const count = bench.full ? 60 : 24;
  const [events, byPolling, everyFiveSeconds] = await Promise.all([
    make(server, telling, told, ourRequest, count),
    make(server, asked, polling, ourRequest, count),
    make(
      server,
      askedOften,
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

/** Evenly spread, and on no beat that a poll could share. */
function scriptOf(call: number, count: number): Script {
  const talkSeconds = shortestTalk + ((longestTalk - shortestTalk) * (call + 0.37)) / count;
  return { dispositions: ['flow-only'], ringSeconds: ring, talkSeconds };
}
