import { ownTeam, request } from '../../support/calls';
import { endsIn, type Scenario } from '../scenario';
import { tell } from './lost';
import { searchAttributeNames } from '../../../src/contract/search-attributes';

const onAndOff = [true, false];

/** One way, under every combination of the settings that change what a workflow does. */
export const settings: readonly Scenario[] = onAndOff.flatMap((searchAttributes) =>
  onAndOff.flatMap((events) => onAndOff.map((queues) => withSettings(searchAttributes, events, queues))),
);

function withSettings(searchAttributes: boolean, events: boolean, queues: boolean): Scenario {
  const named = { 'search-attributes': searchAttributes, events, queues };
  const on = Object.entries(named).flatMap(([name, isOn]) => (isOn ? [name] : []));
  return {
    name: `settings-${on.length === 0 ? 'none' : on.join('-and-')}`,
    setting: () => ({
      activities: { settings: { searchAttributes: searchAttributes ? searchAttributeNames : [], events } },
      ...(queues ? {} : { pacing: { quotas: 'off' } }),
    }),
    go: async (parts, workflowId) => {
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '200ms' }];
      parts.simulator.script('+12065550139', { dispositions: ['busy', 'answered'] });
      await parts.calls.start(request('+12065550139', { steps }), { workflowId });
      if (events) for (const number of [1, 2]) await tell(parts, workflowId, number);
      await endsIn(parts, workflowId, 'reached', ['busy', 'answered']);
    },
  };
}
