import { Bench as Timer } from 'tinybench';
import { callUnder, attemptsThat, start } from '../test/domain/fixtures';
import { decideNext } from '../src/domain/decide/decide-next';
import type { CallFacts } from '../src/domain/call/call-facts';
import { parseRequest } from '../src/domain/call/parse-request';
import { policy } from './support/contender';
import { inRounds, type Benchmark } from './support/benchmark';
import type { Figure } from './support/figures';
import { instantNumber } from './support/instance';

/** The duration of a decision, which every step of a call begins with. */
export const deciding: Benchmark = {
  name: 'deciding',
  title: 'A decision',
  limitSeconds: 60,
  async run(bench) {
    const rounds = await inRounds(bench, async () => {
      const timer = new Timer({ time: 250, warmupTime: 100 });
      for (const [name, call] of Object.entries(calls)) timer.add(name, () => decideNext(call, start));
      timer.add(parsing, () => parseRequest({ destinationPhoneNumber: instantNumber, policy: policy() }));
      await timer.run();
      return new Map(timer.tasks.map(({ name, result }) => [name, microseconds(result)]));
    });
    const of = (name: string) => rounds.map((round) => round.get(name) ?? Number.NaN);
    return {
      figures: [...Object.keys(calls), parsing].map((what): Figure => ({
        what,
        unit: 'µs',
        ours: of(what),
        baseline: { name: simplest, values: of(simplest) },
      })),
      notes: [
        'On one core. A decision is a pure function; the request is validated once before each decision.',
      ],
    };
  },
};

const hardest = 'Ten steps, three packs, and a year of hours that never open';
const simplest = 'the first attempt';
const parsing = 'Checking a request';

const week = {
  monday: [
    ['09:00', '12:30'],
    ['13:30', '18:00'],
  ],
  friday: [['09:00', '17:00']],
} satisfies Record<string, [string, string][]>;
const steps = [{ name: 'own-team', queueId: 'a-queue', attempts: 100 }];

const calls: Readonly<Record<string, CallFacts>> = {
  [simplest]: callUnder({}),
  'The first attempt, within calling hours': callUnder({
    callingHours: { timeZone: 'America/New_York', weekly: week },
  }),
  'Calling hours that begin in a week': callUnder({
    callingHours: { timeZone: 'America/New_York', weekly: { monday: [['05:00', '06:00']] } },
    limits: { deadline: '14 days' },
  }),
  [hardest]: callUnder({
    steps: Array.from({ length: 10 }, (_, index) => ({ name: `step-${index}`, queueId: 'a-queue' })),
    rules: ['us-tcpa', 'us-reg-f', 'us-states'],
    callingHours: { timeZone: 'recipient', weekly: { sunday: [['03:00', '04:00']] } },
    limits: { deadline: '365 days', perDay: 2, rolling: [{ most: 7, within: '7 days' }] },
  }),
  'After 99 attempts': callUnder(
    { steps },
    {
      attempts: attemptsThat(
        ...Array.from({ length: 99 }, () => ({ step: 'own-team', disposition: 'no-answer' as const })),
      ),
    },
  ),
};

function microseconds(result: Timer['tasks'][number]['result']): number {
  return 'latency' in result ? result.latency.p50 * 1000 : Number.NaN;
}
