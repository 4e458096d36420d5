import pMap from 'p-map';
import { inRounds, type Bench, type Benchmark } from './support/benchmark';
import { lines, type Line } from './support/charts';
import { baseline, ours, type Contender } from './support/contender';
import type { Figure } from './support/figures';
import { instantly, instantNumber, wideInstance } from './support/instance';
import { startServer, type BenchServer } from './support/server';
import { startSimulatorProcess, type SimulatorProcess } from './support/simulator-process';

/** How much of Amazon Connect's quota is used when more calls are due at once than it takes, and how often it is passed. */
export const quota: Benchmark = {
  name: 'quota',
  title: 'Many calls due at once, under a quota',
  limitSeconds: 420,
  fullLimitSeconds: 1_200,
  async run(bench) {
    const usual = { dialsPerSecond: 2, dialBurst: 5 };
    const raised = { dialsPerSecond: 50, dialBurst: 50 };
    bench.say(`${dials} calls under 2 a second: ${dials / 2} s and more`);
    const atTwo = await storm(bench, usual, 'together');
    const twice = { ...bench, rounds: Math.min(bench.rounds, 2) };
    const atFifty = await inRounds(twice, (round) => {
      bench.say(`${dials} calls under 50 a second, round ${round}`);
      return storm(bench, raised, 'one after the other');
    });
    return {
      figures: [...figuresOf('2 a second', [atTwo]), ...figuresOf('50 a second', atFifty)],
      notes: [
        `${dials} calls whose first workflow task is due at one instant, with contact events on: nothing is polled, so what is measured is the dialing. The baseline polls, and leaves what is throttled to the retries of the AWS SDK and of Temporal. Whoever has not finished a tenth later than the quota needs is stopped then.`,
        'The Temporal server has one partition for each task queue. With its default of four, a rate is split over them and met at about 0.8.',
      ],
      charts: [
        {
          name: 'quota',
          alt: 'Dials made over time under a quota of 2 a second: ours, the baseline and what the quota allows',
          svg: lines(
            `${dials} calls due at once, 2 dials a second allowed`,
            axesOfDials,
            dialsOverTime(atTwo, usual),
          ),
        },
      ],
    };
  },
};

const dials = 300;

interface DialQuota {
  readonly dialsPerSecond: number;
  readonly dialBurst: number;
}

/** What Amazon Connect saw of one of them. */
interface Seen {
  /** When it accepted dials, in seconds from the first. */
  readonly times: readonly number[];
  /** Until when it was looked at, seconds from the first dial. */
  readonly seconds: number;
  readonly allowed: number;
  readonly throttledShare: number;
}

interface Storm {
  readonly ours: Seen;
  readonly baseline: Seen;
}

async function storm(
  bench: Bench,
  allowed: DialQuota,
  how: 'together' | 'one after the other',
): Promise<Storm> {
  const server = await startServer(bench);
  const [first, second] = [await startInstance(bench, allowed), await startInstance(bench, allowed)];
  const describesPerSecond = describesFor(allowed);
  const quotas = { ...allowed, describesPerSecond, concurrentCalls: 10_000 };
  const contenders = [
    {
      contender: await ours(bench, { server, simulator: first }, { quotas, settings: { events: true } }),
      simulator: first,
    },
    { contender: await baseline(bench, { server, simulator: second }), simulator: second },
  ] as const;
  const run = ({ contender, simulator }: (typeof contenders)[number]) =>
    letAllBeDue(server, contender, simulator, allowed);
  if (how === 'together') {
    const [byUs, byBaseline] = await Promise.all([run(contenders[0]), run(contenders[1])]);
    return { ours: byUs, baseline: byBaseline };
  }
  return { ours: await run(contenders[0]), baseline: await run(contenders[1]) };
}

/** An Amazon Connect of one's own: quotas are counted for all who use it. */
async function startInstance(bench: Bench, { dialsPerSecond, dialBurst }: DialQuota) {
  const describes = describesFor({ dialsPerSecond, dialBurst });
  const simulator = await startSimulatorProcess(bench, {
    seed: wideInstance,
    throttles: {
      StartOutboundVoiceContact: { ratePerSecond: dialsPerSecond, burst: dialBurst },
      DescribeContact: { ratePerSecond: describes, burst: describes * 1.5 },
    },
  });
  await simulator.ask.script([instantNumber], instantly);
  return simulator;
}

/** Amazon Connect's default is five times that of dials. */
function describesFor({ dialsPerSecond }: DialQuota): number {
  return dialsPerSecond * 5;
}

async function letAllBeDue(
  { client }: BenchServer,
  { start }: Contender<never>,
  { ask }: SimulatorProcess,
  allowed: DialQuota,
): Promise<Seen> {
  const due = Date.now() + timeToStart;
  const calls = Array.from({ length: dials }, (_, call) => call);
  const started = await pMap(calls, () => start(undefined, { startDelay: Math.max(1, due - Date.now()) }), {
    concurrency: 20,
  });
  const ideal = (dials - allowed.dialBurst) / allowed.dialsPerSecond;
  const end = due + ideal * tolerated * 1000 + 2_000;
  let times = await ask.dials();
  while (times.length < dials && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    times = await ask.dials();
  }
  const { accepted = 0, throttled = 0 } = (await ask.requests()).StartOutboundVoiceContact ?? {};
  // What is left must not disturb whoever comes next.
  await pMap(
    started,
    (workflowId) =>
      client.workflow
        .getHandle(workflowId)
        .terminate()
        .catch(() => undefined),
    {
      concurrency: 20,
    },
  );
  const first = Math.min(...times);
  const last = times.length < dials ? end : Math.max(...times);
  const seconds = (last - first) / 1000;
  return {
    times: times.map((time) => (time - first) / 1000),
    seconds,
    allowed: allowed.dialBurst + allowed.dialsPerSecond * seconds,
    throttledShare: throttled / (accepted + throttled),
  };
}

/** How much longer than the quota needs somebody is looked at. */
const tolerated = 1.1;

/** Milliseconds in which so many calls can be started here before they are due. */
const timeToStart = 8_000;

function figuresOf(what: string, storms: readonly Storm[]): Figure[] {
  const row = (name: string, unit: string, value: (seen: Seen) => number): Figure => ({
    what: `Under ${what}: ${name}`,
    unit,
    ours: storms.map((storm) => value(storm.ours)),
    baseline: { values: storms.map((storm) => value(storm.baseline)) },
  });
  return [
    row('dials', 'per second', (seen) => seen.times.length / seen.seconds),
    {
      ...row('dials made of those allowed', 'share', (seen) => seen.times.length / seen.allowed),
      goal: { atLeast: 0.97, of: 'value' },
    },
    {
      ...row('dial requests that were throttled', 'share', (seen) => seen.throttledShare),
      goal: { atMost: 0.01, of: 'value' },
    },
  ];
}

const axesOfDials = { x: 'seconds', y: 'dials' };

function dialsOverTime({ ours, baseline }: Storm, { dialsPerSecond, dialBurst }: DialQuota): Line[] {
  const counted = ({ times }: Seen) =>
    [...times].sort((a, b) => a - b).map((time, index): [number, number] => [time, index + 1]);
  const whenAllAre = (dials - dialBurst) / dialsPerSecond;
  return [
    { name: 'ours', points: counted(ours) },
    { name: 'baseline', points: counted(baseline) },
    {
      name: 'allowed',
      isReference: true,
      points: [
        [0, dialBurst],
        [whenAllAre, dials],
      ],
    },
  ];
}
