import pMap from 'p-map';
import { inRounds, type Bench, type Benchmark } from './support/benchmark';
import { lines, type Line } from './support/charts';
import { baseline, ours, type Contender } from './support/contender';
import type { Figure } from './support/figures';
import { instantly, instantNumber, wideInstance } from './support/instance';
import { startServer, type BenchServer } from './support/server';
import { startSimulatorProcess, type SimulatorProcess } from './support/simulator-process';

/** The use of Amazon Connect's quota when too many calls are due at once, and the share of throttled requests. */
export const quota: Benchmark = {
  name: 'quota',
  title: 'Many calls due at once, under a quota',
  limitSeconds: 420,
  fullLimitSeconds: 1_200,
  async run(bench) {
    const usual = { dialsPerSecond: 2, dialBurst: 5 };
    const raised = { dialsPerSecond: 50, dialBurst: 50 };
    bench.report(`${dials} calls under 2 a second: ${dials / 2} s and more`);
    const atTwo = await storm(bench, usual, 'together');
    const twice = { ...bench, rounds: Math.min(bench.rounds, 2) };
    const atFifty = await inRounds(twice, (round) => {
      bench.report(`${dials} calls under 50 a second, round ${round}`);
      return storm(bench, raised, 'one after the other');
    });
    return {
      figures: [...figuresOf('2 a second', [atTwo]), ...figuresOf('50 a second', atFifty)],
      notes: [
        `${dials} calls whose first workflow task is due at one instant, with contact events: nothing is polled, so this measures the dials alone. The baseline polls, and leaves throttled requests to the retries of the AWS SDK and of Temporal. A run is stopped when it takes a tenth longer than the quota needs.`,
        'The Temporal server has one partition per task queue. With its default of four, the rate is split over them, and about 0.8 of it is reached.',
      ],
      charts: [
        {
          name: 'quota',
          alt: 'Dials over time under a quota of 2 per second: ours, the baseline and the quota',
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

/** The simulator's view of one contender. */
interface Seen {
  /** Times of accepted dials, seconds after the first. */
  readonly times: readonly number[];
  /** End of the measurement, seconds after the first dial. */
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

/** A simulator per contender, because its quotas apply to all clients. */
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

/** By default, Amazon Connect's quota of DescribeContact is five times that of dials. */
function describesFor({ dialsPerSecond }: DialQuota): number {
  return dialsPerSecond * 5;
}

async function letAllBeDue(
  { client }: BenchServer,
  { start }: Contender<never>,
  { ask }: SimulatorProcess,
  allowed: DialQuota,
): Promise<Seen> {
  const due = Date.now() + timeToStartMs;
  const calls = Array.from({ length: dials }, (_, call) => call);
  const started = await pMap(calls, () => start(undefined, { startDelay: Math.max(1, due - Date.now()) }), {
    concurrency: 20,
  });
  const ideal = (dials - allowed.dialBurst) / allowed.dialsPerSecond;
  const end = due + ideal * maxSlowness * 1000 + 2_000;
  let times = await ask.dials();
  while (times.length < dials && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    times = await ask.dials();
  }
  const { accepted = 0, throttled = 0 } = (await ask.requests()).StartOutboundVoiceContact ?? {};
  // Remaining calls must not disturb the next measurement.
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

/** Maximum duration, relative to the time that the quota needs. */
const maxSlowness = 1.1;

/** Time to start all calls before they are due. */
const timeToStartMs = 8_000;

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
