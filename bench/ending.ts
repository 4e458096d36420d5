import { median, quantile } from 'simple-statistics';
import type { Benchmark } from './support/benchmark';
import { lines } from './support/charts';
import type { Figure } from './support/figures';
import { describedRealCalls, realCalls, type RealCalls } from './support/real-calls';

/** The time until a workflow learns that its contact has ended, and the requests to Amazon Connect for it. */
export const ending: Benchmark = {
  name: 'ending',
  title: 'From the end of a contact to the workflow',
  limitSeconds: 180,
  async run(bench) {
    const { events, polling, everyFiveSeconds } = await realCalls(bench);
    const secondsOf = ({ calls }: RealCalls) => calls.map(({ secondsToKnow }) => secondsToKnow);
    const rows = (name: string, ours: RealCalls): Figure[] => [
      {
        what: `${name}: delay, p50`,
        unit: 's',
        ours: [median(secondsOf(ours))],
        baseline: { values: [median(secondsOf(everyFiveSeconds))] },
      },
      {
        what: `${name}: delay, p99`,
        unit: 's',
        ours: [quantile(secondsOf(ours), 0.99)],
        baseline: { values: [quantile(secondsOf(everyFiveSeconds), 0.99)] },
      },
      {
        what: `${name}: requests to Amazon Connect per call`,
        unit: 'requests',
        ours: [ours.requestsPerCall],
        baseline: { values: [everyFiveSeconds.requestsPerCall] },
      },
    ];
    return {
      figures: [...rows('Events', events), ...rows('Polling', polling)],
      notes: [
        `${events.calls.length} calls of each, all at the same time, which ${describedRealCalls}. The baseline polls every five seconds. Events go through an SQS-compatible server (ElasticMQ); the delivery time of EventBridge is not included.`,
      ],
      charts: [
        {
          name: 'ending',
          alt: 'Share of calls with a known end over seconds: events, polling, polling every five seconds',
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
