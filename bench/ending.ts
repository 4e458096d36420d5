import { median, quantile } from 'simple-statistics';
import type { Benchmark } from './support/benchmark';
import { lines } from './support/charts';
import type { Figure } from './support/figures';
import { describedRealCalls, realCalls, type RealCalls } from './support/real-calls';

/** How soon a workflow knows that its contact has ended, and what it asks Amazon Connect for that. */
export const ending: Benchmark = {
  name: 'ending',
  title: 'From the end of a contact to the workflow',
  limitSeconds: 180,
  async run(bench) {
    const { events, polling, everyFiveSeconds } = await realCalls(bench);
    const secondsOf = ({ calls }: RealCalls) => calls.map(({ secondsToKnow }) => secondsToKnow);
    const rows = (name: string, ours: RealCalls): Figure[] => [
      {
        what: `${name}: until it is known, p50`,
        unit: 's',
        ours: [median(secondsOf(ours))],
        baseline: { values: [median(secondsOf(everyFiveSeconds))] },
      },
      {
        what: `${name}: until it is known, p99`,
        unit: 's',
        ours: [quantile(secondsOf(ours), 0.99)],
        baseline: { values: [quantile(secondsOf(everyFiveSeconds), 0.99)] },
      },
      {
        what: `${name}: requests to Amazon Connect for a call`,
        unit: 'requests',
        ours: [ours.requestsPerCall],
        baseline: { values: [everyFiveSeconds.requestsPerCall] },
      },
    ];
    return {
      figures: [...rows('Events', events), ...rows('Polling', polling)],
      notes: [
        `${events.calls.length} calls of each, all at the same time, which ${describedRealCalls}. The baseline asks every five seconds. Events go through a real SQS-compatible server (ElasticMQ); the time that EventBridge takes to deliver one is not in these figures.`,
      ],
      charts: [
        {
          name: 'ending',
          alt: 'How many calls are known to have ended after how many seconds: events, polling, every five seconds',
          svg: lines('From the end of a contact to the workflow', { x: 'seconds', y: '% of calls' }, [
            { name: 'events', points: distribution(secondsOf(events)) },
            { name: 'polling', points: distribution(secondsOf(polling)) },
            { name: 'every five seconds', points: distribution(secondsOf(everyFiveSeconds)) },
          ]),
        },
      ],
    };
  },
};

function distribution(seconds: readonly number[]): [number, number][] {
  const sorted = [...seconds].sort((a, b) => a - b);
  return sorted.map((second, index) => [second, ((index + 1) / sorted.length) * 100]);
}
