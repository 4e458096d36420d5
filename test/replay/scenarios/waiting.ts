import assert from 'node:assert/strict';
import { changePolicyUpdate, pauseUpdate } from '../../../src';
import { instanceQueues, type InstanceQueues } from '../../../src/domain/call/instance-queues';
import { oneDialAtATime, overflow, ownTeam, quickPolicy, request, withCalls } from '../../support/calls';
import { timeSkippingServer } from '../../support/shared-servers';
import { watchUpdates } from '../../support/watch-updates';
import { endsIn, isIn, type Scenario } from '../scenario';

/** What a call waits for before it dials. */
export const waiting: readonly Scenario[] = [
  {
    name: 'over-a-night',
    simulator: { clock: async () => (await timeSkippingServer()).currentTimeMs() },
    setting: async () => {
      const server = await timeSkippingServer();
      return {
        server,
        pacing: { quotas: 'off' },
        activities: { clock: () => server.currentTimeMs(), pollDelay: undefined },
      };
    },
    go: async (parts, workflowId) => {
      const hours: [string, string][] = [
        ['09:00', '12:30'],
        ['13:30', '18:00'],
      ];
      const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
      const weekly = Object.fromEntries(days.map((day) => [day, hours]));
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 4, retryAfter: '4 hours' }];
      parts.simulator.script('+12065550137', {
        dispositions: ['no-answer', 'busy', 'no-answer', 'answered'],
      });
      await parts.calls.start(
        { ...request('+12065550137', { steps, callingHours: { weekly } }), timeZone: 'America/New_York' },
        { workflowId },
      );
      await endsIn(parts, workflowId, 'reached', ['no-answer', 'busy', 'no-answer', 'answered']);
      const [first, last] = [parts.simulator.dials().at(0), parts.simulator.dials().at(-1)];
      assert.ok(first && last && last.at - first.at > 12 * 3_600_000, 'a night was between');
    },
  },
  {
    name: 'throttled-then-dialed',
    go: async (parts, workflowId) => {
      parts.simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'throttle', count: 2 });
      await parts.calls.start(request('+12065550100'), { workflowId });
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
  {
    name: 'no-permission-until-it-expired',
    go: async (parts, workflowId) => {
      parts.simulator.fault({
        operation: 'StartOutboundVoiceContact',
        kind: 'error',
        code: 'AccessDeniedException',
        status: 403,
        count: 100,
      });
      await parts.calls.start(request('+12065550100', { limits: { deadline: '10 seconds' } }), {
        workflowId,
      });
      await endsIn(parts, workflowId, 'expired', []);
    },
  },
  {
    name: 'queue-without-a-worker',
    setting: () => {
      let queues: InstanceQueues = instanceQueues('nobody');
      return {
        pacing: { quotas: 'off' },
        activities: {
          // Asked by the first decision, and again when the dial was not taken.
          queuesOf: () => {
            const asked = queues;
            queues = {
              dial: 'calls-queue-without-a-worker',
              describe: 'nobody',
              urgent: 'nobody',
              search: 'nobody',
            };
            return asked;
          },
          settings: { bounds: { queueTimeout: 2_000 } },
        },
      };
    },
    go: async (parts, workflowId) => {
      await parts.calls.start(request('+12065550100'), { workflowId });
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
  {
    name: 'paused-and-resumed',
    go: async (parts, workflowId) => {
      const { calls } = parts;
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '5 seconds' }];
      parts.simulator.script('+12065550138', { dispositions: ['busy', 'answered'] });
      await calls.start(request('+12065550138', { steps }), { workflowId });
      await isIn(parts, workflowId, 'waiting');
      await calls.getHandle(workflowId).pause();
      await isIn(parts, workflowId, 'paused');
      await calls.getHandle(workflowId).resume();
      await endsIn(parts, workflowId, 'reached', ['busy', 'answered']);
    },
  },
  {
    name: 'begun-paused',
    go: async (parts, workflowId) => {
      const { calls, client } = parts;
      await client.workflow.executeUpdateWithStart(pauseUpdate, {
        startWorkflowOperation: calls.startOperation(request('+12065550100'), { workflowId }),
      });
      await isIn(parts, workflowId, 'paused');
      await calls.getHandle(workflowId).resume();
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
  {
    name: 'begun-under-another-policy',
    go: async (parts, workflowId) => {
      const { calls, client } = parts;
      await client.workflow.executeUpdateWithStart(changePolicyUpdate, {
        args: [quickPolicy({ steps: [{ name: 'overflow', queueId: overflow }] })],
        startWorkflowOperation: calls.startOperation(request('+12065550100'), { workflowId }),
      });
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
  {
    name: 'paused-until-it-expired',
    go: async (parts, workflowId) => {
      const { calls } = parts;
      const policy = {
        steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '3 seconds' }],
        limits: { deadline: '6 seconds' },
      };
      await calls.start(request('+12065550102', policy), { workflowId });
      await isIn(parts, workflowId, 'waiting');
      await calls.getHandle(workflowId).pause();
      await endsIn(parts, workflowId, 'expired', ['busy']);
    },
  },
  {
    name: 'paused-while-the-dial-is-queued',
    // The second waits for the first.
    setting: () => ({ pacing: oneDialAtATime }),
    go: async (parts, workflowId) => {
      const { simulator, calls } = parts;
      const other = `before-${workflowId}`;
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'slow', milliseconds: 3_000 });
      await calls.start(request('+12065550102'), { workflowId: other });
      await isIn(parts, other, 'dialing');
      await calls.start(request('+12065550100'), { workflowId });
      await isIn(parts, workflowId, 'dialing');
      await calls.getHandle(workflowId).pause();
      await isIn(parts, workflowId, 'paused');
      await calls.getHandle(other).result();
      await calls.getHandle(workflowId).resume();
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
  {
    name: 'rescheduled',
    go: async (parts, workflowId) => {
      const { calls } = parts;
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 second' }];
      parts.simulator.script('+12065550138', { dispositions: ['busy', 'answered'] });
      await calls.start(request('+12065550138', { steps }), { workflowId });
      await calls.getHandle(workflowId).reschedule({ notBefore: new Date(Date.now() + 3_600_000) });
      await isIn(parts, workflowId, 'waiting');
      await calls.getHandle(workflowId).reschedule({ notBefore: null });
      await endsIn(parts, workflowId, 'reached', ['busy', 'answered']);
    },
  },
  {
    name: 'policy-changed',
    go: async (parts, workflowId) => {
      const { calls } = parts;
      const gone = 'cccccccc-0000-4000-8000-00000000dead';
      const steps = (queueId: string, retryAfter: string) => [
        { name: 'overflow', queueId },
        { name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter },
      ];
      parts.simulator.script('+12065550138', { dispositions: ['busy', 'answered'] });
      await calls.start(request('+12065550138', { steps: steps(gone, '1 hour') }), { workflowId });
      await isIn(parts, workflowId, 'waiting');
      await assert.rejects(calls.getHandle(workflowId).changePolicy(request('', { steps: [] }).policy));
      await calls
        .getHandle(workflowId)
        .changePolicy(request('', { steps: steps(ownTeam, '1 second') }).policy);
      await endsIn(parts, workflowId, 'reached', ['busy', 'answered']);
    },
  },
  {
    name: 'policies-changed-at-once',
    go: async (parts, workflowId) => {
      const { calls } = parts;
      const later = (retryAfter: string) => [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter }];
      parts.simulator.script('+12065550138', { dispositions: ['busy', 'answered'] });
      await withCalls({ beside: parts }, async () => {
        await calls.start(request('+12065550138', { steps: later('1 hour') }), { workflowId });
        await isIn(parts, workflowId, 'waiting');
      });
      const watched = watchUpdates(parts);
      // Without a worker they wait for one workflow task.
      const changes = ['2 seconds', '1 second'].map((retryAfter) =>
        watched.calls.getHandle(workflowId).changePolicy(request('', { steps: later(retryAfter) }).policy),
      );
      await watched.arrived(changes.length);
      await withCalls({ beside: parts }, async () => {
        await Promise.all(changes);
        await endsIn(parts, workflowId, 'reached', ['busy', 'answered']);
      });
    },
    setting: () => ({ workers: 0 }),
  },
  {
    name: 'asked-while-deciding',
    go: async (parts, workflowId) => {
      // So short a wait is over by then, or it is not.
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 5, retryAfter: '20ms' }];
      await parts.calls.start(request('+12065550102', { steps }), { workflowId });
      const over = { yet: false };
      const asking = async () => {
        while (!over.yet) await parts.calls.getHandle(workflowId).status();
      };
      const asked = Promise.all([asking(), asking()]);
      await parts.calls
        .getHandle(workflowId)
        .result()
        .finally(() => (over.yet = true));
      await asked;
    },
  },
];
