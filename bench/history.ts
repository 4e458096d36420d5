import type { Benchmark } from './support/benchmark';
import { bars } from './support/charts';
import type { Figure } from './support/figures';
import type { ObservedCall } from './support/observed';
import { scenarioCalls } from './support/scenario-calls';

/** The events and bytes of a call's history. */
export const history: Benchmark = {
  name: 'history',
  title: 'History of a call',
  limitSeconds: 150,
  async run(bench) {
    const all = await scenarioCalls(bench);
    const rows = (unit: 'events' | 'bytes'): Figure[] =>
      all.flatMap(({ scenario, ours, withSearchAttributes, baseline }): Figure[] => {
        const counted = (calls: readonly ObservedCall[]) => calls.map((call) => call[unit]);
        const figure = { what: scenario.name, unit, baseline: { values: counted(baseline) } };
        const goal = scenario.goals?.[unit];
        return [
          { ...figure, ours: counted(ours), ...(goal === undefined ? {} : { goal: { atMost: goal } }) },
          {
            ...figure,
            what: `${scenario.name}, with search attributes`,
            ours: counted(withSearchAttributes),
          },
        ];
      });
    const events = rows('events');
    return {
      figures: [...events, ...rows('bytes')],
      notes: [
        'The baseline has no escalation (it dials from the same queue again) and no calling hours (its input says how long to sleep). A night is one timer, whatever its length.',
      ],
      charts: [
        {
          name: 'history',
          alt: 'Events per call, ours and the baseline',
          svg: bars('Events in the history of a call', events),
        },
      ],
    };
  },
};
