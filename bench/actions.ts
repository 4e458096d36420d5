import type { Benchmark } from './support/benchmark';
import { bars } from './support/charts';
import type { Figure } from './support/figures';
import type { ObservedCall } from './support/observed';
import { stepFunctionsTransition, temporalAction, transitionsOf } from './support/prices';
import { describedRealCalls, realCalls } from './support/real-calls';
import { scenarioCalls } from './support/scenario-calls';

/** The cost of calls on Temporal Cloud and on AWS Step Functions. */
export const actions: Benchmark = {
  name: 'actions',
  title: 'Temporal actions of a call, and their cost',
  limitSeconds: 330,
  async run(bench) {
    const all = await scenarioCalls(bench);
    const { events, polling, everyFiveSeconds } = await realCalls(bench);
    const cost = (calls: readonly ObservedCall[]) =>
      actionsOf(calls).map((count) => count * temporalAction * 1_000);
    const counts: Figure[] = [
      ...all.map(({ scenario, ours, baseline }) => ({
        what: scenario.name,
        unit: 'actions',
        ours: actionsOf(ours),
        baseline: { values: actionsOf(baseline) },
        ...(scenario.goals?.actions === undefined ? {} : { goal: { atMost: scenario.goals.actions } }),
      })),
      ...all.slice(0, 1).map(({ scenario, withSearchAttributes, baseline }) => ({
        what: `${scenario.name}, with search attributes`,
        unit: 'actions',
        ours: actionsOf(withSearchAttributes),
        baseline: { values: actionsOf(baseline) },
      })),
      {
        what: 'A call of up to a minute, with events',
        unit: 'actions',
        ours: actionsOf(events.calls),
        baseline: { name: 'every 5 s', values: actionsOf(everyFiveSeconds.calls) },
        goal: { atMost: 0.29 },
      },
      {
        what: 'A call of up to a minute, with polling',
        unit: 'actions',
        ours: actionsOf(polling.calls),
        baseline: { name: 'every 5 s', values: actionsOf(everyFiveSeconds.calls) },
      },
    ];
    const costs: Figure[] = [
      ...all.map(({ scenario, ours }) => ({
        what: `1,000 calls: ${scenario.name}`,
        unit: 'US$',
        ours: cost(ours),
        baseline: { name: 'Step Functions', values: [onPaper(scenario)] },
      })),
      {
        what: '1,000 calls of up to a minute, with events',
        unit: 'US$',
        ours: cost(events.calls),
        baseline: { name: 'Step Functions', values: [onPaper({ attempts: 1, waits: 0 })] },
      },
    ];
    return {
      figures: [...counts, ...costs],
      notes: [
        `Counted in recorded histories by the rules of Temporal Cloud, with every retry of a poll, at its first price: $50 per million actions. Calls of up to a minute ${describedRealCalls}; the others end at once, and so are polled once.`,
        'AWS Step Functions is calculated, not measured: standard workflows in us-east-1 at $0.025 per 1,000 state transitions, with ends reported by events through task tokens, so nothing is polled. Neither side includes what runs beside it: workers here, Lambda functions and the store of task tokens there.',
      ],
      charts: [
        {
          name: 'actions',
          alt: 'Temporal actions per call, ours and the baseline',
          svg: bars('Billable Temporal actions of a call', counts),
        },
      ],
    };
  },
};

function actionsOf(calls: readonly ObservedCall[]): number[] {
  return calls.map(({ actions }) => actions);
}

/** US dollars per 1,000 calls. */
function onPaper(flow: { readonly attempts: number; readonly waits: number }): number {
  return transitionsOf(flow) * stepFunctionsTransition * 1_000;
}
