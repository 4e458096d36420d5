import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { quantile } from 'simple-statistics';
import { z } from 'zod';
import { simulatedInstance } from '../src/simulator';
import { inRounds, type Benchmark } from './support/benchmark';
import type { Figure } from './support/figures';
import { instantly, instantNumber, wideInstance } from './support/instance';
import { startSimulatorProcess, type SimulatorProcess } from './support/simulator-process';

/**
 * The simulator's speed with few and with many contacts: requests as fast as it answers, first with 100 contacts, then with
 * more than 10,000, of which 2,000 are live.
 */
export const simulator: Benchmark = {
  name: 'simulator',
  title: 'The simulator, with few contacts and with many',
  limitSeconds: 120,
  async run(bench) {
    const process = await startSimulatorProcess(bench, { throttles: 'off', seed: wideInstance });
    await process.ask.script([instantNumber], instantly);
    await process.ask.script([longNumber], { dispositions: ['answered'], talkSeconds: 86_400 });
    const client = clientOf(process);
    try {
      await client.fillTo(few, instantNumber);
      // Warm-up: the first requests include compilation.
      await client.measure(() => client.describe());
      const withFew = await inRounds(bench, () => client.measure(() => client.describe()));
      bench.report(`${many} contacts`);
      await client.fillTo(many, instantNumber);
      await client.fillTo(many + simultaneous, longNumber);
      const withMany = await inRounds(bench, () => client.measure(() => client.describe()));
      const dialing = await inRounds(bench, () => client.measure(() => client.dial(instantNumber)));
      const row = (what: string, unit: string, of: keyof Measured, ours = withMany): Figure => ({
        what,
        unit,
        ours: ours.map((round) => round[of]),
        baseline: { name: `DescribeContact with ${few}`, values: withFew.map((round) => round[of]) },
      });
      return {
        figures: [
          row('DescribeContact with 12,000 contacts', 'per second', 'perSecond'),
          row('DescribeContact with 12,000 contacts, p50', 'ms', 'median'),
          row('DescribeContact with 12,000 contacts, p99', 'ms', 'p99'),
          row('StartOutboundVoiceContact with 12,000 and more', 'per second', 'perSecond', dialing),
        ],
        notes: [
          `${connections} connections, each with one request at a time; ${simultaneous} of the contacts are live.`,
        ],
      };
    } finally {
      client.close();
    }
  },
};

const few = 100;
const many = 10_000;
const simultaneous = 2_000;
const secondsOfEach = 2;
const connections = 16;
const longNumber = '+12065550141';

interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly median: number;
  /** Milliseconds. */
  readonly p99: number;
}

const startedSchema = z.object({ ContactId: z.string() });
const { instanceId, contactFlowId, queues } = simulatedInstance;

function clientOf({ url }: Pick<SimulatorProcess, 'url'>) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const ids: string[] = [];

  const send = async (method: string, path: string, body?: object): Promise<string> => {
    const sent = request(url + path, { method, agent });
    sent.end(body && JSON.stringify(body));
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      sent.once('response', resolve).once('error', reject);
    });
    const answer = await text(response);
    if (response.statusCode !== 200) throw new Error(`${method} ${path}: ${answer}`);
    return answer;
  };
  const dial = async (number: string) => {
    const answer = await send('PUT', '/contact/outbound-voice', {
      InstanceId: instanceId,
      ContactFlowId: contactFlowId,
      QueueId: queues[0].queueId,
      DestinationPhoneNumber: number,
      ClientToken: `t-${ids.length}-${Math.random()}`,
    });
    ids.push(startedSchema.parse(JSON.parse(answer)).ContactId);
  };
  const inParallel = async (work: () => Promise<unknown>, goesOn: () => boolean) => {
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (goesOn()) await work();
      }),
    );
  };

  return {
    dial,
    describe: () =>
      send('GET', `/contacts/${instanceId}/${ids[Math.floor(Math.random() * ids.length)] ?? ''}`),
    fillTo: (count: number, number: string) =>
      inParallel(
        () => dial(number),
        () => ids.length < count,
      ),
    measure: async (work: () => Promise<unknown>): Promise<Measured> => {
      const took: number[] = [];
      const start = performance.now();
      await inParallel(
        async () => {
          const sent = performance.now();
          await work();
          took.push(performance.now() - sent);
        },
        () => performance.now() - start < secondsOfEach * 1000,
      );
      const seconds = (performance.now() - start) / 1000;
      return {
        perSecond: took.length / seconds,
        median: quantile(took, 0.5),
        p99: quantile(took, 0.99),
      };
    },
    close: () => {
      agent.destroy();
    },
  };
}
