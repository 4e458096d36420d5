import { request } from '../../support/calls';
import { timeSkippingServer } from '../../support/shared-servers';
import { endsIn, isIn, type Scenario } from '../scenario';
import { tell } from './lost';

/** Who says that a contact has ended. */
export const told: readonly Scenario[] = [
  {
    name: 'told-while-it-is-asked-for',
    setting: () => ({ activities: { pollDelay: () => 3_600_000 } }),
    go: async (parts, workflowId) => {
      await parts.calls.start(request('+12065550100'), { workflowId });
      await isIn(parts, workflowId, 'in-progress');
      await tell(parts, workflowId, 1);
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
  {
    name: 'told-by-nobody',
    simulator: { clock: async () => (await timeSkippingServer()).currentTimeMs() },
    setting: async () => {
      const server = await timeSkippingServer();
      const clock = () => server.currentTimeMs();
      return {
        server,
        lanes: { quotas: 'off' },
        activities: { clock, pollDelay: undefined, settings: { events: true } },
      };
    },
    go: async (parts, workflowId) => {
      await parts.calls.start(request('+12065550100'), { workflowId });
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
];
