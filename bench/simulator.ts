import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { simulatedInstance, startSimulator } from '../src/simulator';

/**
 * Does the simulator slow down as contacts pile up? A simulator in a process of its own is asked as fast as it answers,
 * first with 100 contacts and then with more than 10,000, of which 2,000 live. Ends by itself in less than a minute.
 *
 *   node --require tsx/cjs bench/simulator.ts
 */
const few = 100;
const many = 10_000;
const simultaneous = 2_000;
const secondsOfEach = 4;
const connections = 16;

const startedSchema = z.object({ ContactId: z.string() });
const cpuSchema = z.object({ cpu: z.object({ user: z.number(), system: z.number() }) });

interface Measured {
  readonly perSecond: number;
  readonly medianMilliseconds: number;
  readonly p99Milliseconds: number;
  /** Of one core, by the simulator's process. */
  readonly cpu: number;
}

if (process.send) void serve();
else void bench();

/** The simulator's process: says where it listens, and how much processor time it took whenever asked. */
async function serve(): Promise<void> {
  const { instanceId, contactFlowId, queues } = simulatedInstance;
  const simulator = await startSimulator({
    throttles: 'off',
    seed: {
      instances: [
        {
          instanceId,
          concurrentCalls: 1_000_000,
          contactFlows: [{ contactFlowId, name: 'Greet' }],
          queues: [{ queueId: queues[0].queueId, name: 'First', outboundNumber: '+12065550190' }],
          phoneNumbers: [{ phoneNumberId: 'n', phoneNumber: '+12065550190', countryCode: 'US' }],
        },
      ],
    },
  });
  // Short calls are over when the next step begins; long ones live as long as the benchmark.
  simulator.script('+12065550140', { dispositions: ['busy'], ringSeconds: 0 });
  simulator.script('+12065550141', { dispositions: ['answered'], talkSeconds: 86_400 });
  process.on('message', () => process.send?.({ cpu: process.cpuUsage() }));
  process.send?.({ url: simulator.url });
}

async function bench(): Promise<void> {
  const child = fork(__filename, { execArgv: ['--require', 'tsx/cjs'] });
  const said: unknown = (await once(child, 'message')).at(0);
  const { url } = z.object({ url: z.string() }).parse(said);
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
    const { instanceId: InstanceId, contactFlowId: ContactFlowId, queues } = simulatedInstance;
    const answer = await send('PUT', '/contact/outbound-voice', {
      InstanceId,
      ContactFlowId,
      QueueId: queues[0].queueId,
      DestinationPhoneNumber: number,
      ClientToken: `t-${ids.length}-${Math.random()}`,
    });
    ids.push(startedSchema.parse(JSON.parse(answer)).ContactId);
  };
  const describe = () =>
    send(
      'GET',
      `/contacts/${simulatedInstance.instanceId}/${ids[Math.floor(Math.random() * ids.length)] ?? ''}`,
    );
  const cpuOf = async () => {
    child.send('cpu');
    const said: unknown = (await once(child, 'message')).at(0);
    const { cpu } = cpuSchema.parse(said);
    return (cpu.user + cpu.system) / 1e6;
  };
  const inParallel = async (work: () => Promise<unknown>, goesOn: () => boolean) => {
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (goesOn()) await work();
      }),
    );
  };
  const measure = async (work: () => Promise<unknown>): Promise<Measured> => {
    const took: number[] = [];
    const cpuBefore = await cpuOf();
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
    took.sort((a, b) => a - b);
    return {
      perSecond: Math.round(took.length / seconds),
      medianMilliseconds: round(took[Math.floor(took.length * 0.5)]),
      p99Milliseconds: round(took[Math.floor(took.length * 0.99)]),
      cpu: round(((await cpuOf()) - cpuBefore) / seconds),
    };
  };
  const fillTo = (count: number, number: string) =>
    inParallel(
      () => dial(number),
      () => ids.length < count,
    );

  await fillTo(few, '+12065550140');
  // The first requests also pay for the compiler: they do not count.
  await measure(describe);
  const describeFew = await measure(describe);
  await fillTo(many, '+12065550140');
  await fillTo(many + simultaneous, '+12065550141');
  const describeMany = await measure(describe);
  const dialMany = await measure(() => dial('+12065550140'));
  child.kill();
  agent.destroy();

  console.log(`node ${process.version}, ${connections} connections, ${secondsOfEach} s each`);
  console.table({
    [`DescribeContact, ${few} contacts`]: describeFew,
    [`DescribeContact, ${many + simultaneous} contacts, ${simultaneous} live`]: describeMany,
    'StartOutboundVoiceContact, the same and more': dialMany,
  });
  console.log(`contacts at the end: ${ids.length}`);
  console.log(`throughput with many : with few = ${round(describeMany.perSecond / describeFew.perSecond)}`);
}

function round(value = 0): number {
  return Math.round(value * 100) / 100;
}
