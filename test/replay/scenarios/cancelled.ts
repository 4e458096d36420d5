import assert from 'node:assert/strict';
import { eventually, oneDialAtATime, ownTeam, request } from '../../support/calls';
import { timeSkippingServer } from '../../support/shared-servers';
import { endsIn, isIn, type Scenario } from '../scenario';

const slowly = { speed: 1 };
const unpaced = { pacing: { quotas: 'off' } } as const;

/** Where a cancellation finds the call. */
export const cancelled: readonly Scenario[] = [
  {
    name: 'cancelled-before-the-first-attempt',
    go: async (parts, workflowId) => {
      const { calls } = parts;
      await calls.start(request('+12065550100'), { workflowId, temporal: { startDelay: '1 second' } });
      await calls.getHandle(workflowId).cancel();
      await endsIn(parts, workflowId, 'cancelled', []);
    },
  },
  {
    name: 'cancelled-while-waiting',
    go: async (parts, workflowId) => {
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }];
      await parts.calls.start(request('+12065550102', { steps }), { workflowId });
      await isIn(parts, workflowId, 'waiting');
      await parts.calls.getHandle(workflowId).cancel();
      await endsIn(parts, workflowId, 'cancelled', ['busy']);
    },
  },
  {
    name: 'cancelled-while-paused',
    go: async (parts, workflowId) => {
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }];
      await parts.calls.start(request('+12065550102', { steps }), { workflowId });
      await isIn(parts, workflowId, 'waiting');
      await parts.calls.getHandle(workflowId).pause();
      await isIn(parts, workflowId, 'paused');
      await parts.calls.getHandle(workflowId).cancel();
      await endsIn(parts, workflowId, 'cancelled', ['busy']);
    },
  },
  {
    name: 'cancelled-while-the-dial-is-queued',
    setting: () => ({ pacing: oneDialAtATime }),
    go: async (parts, workflowId) => {
      const other = `before-${workflowId}`;
      parts.simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'slow', milliseconds: 3_000 });
      await parts.calls.start(request('+12065550102'), { workflowId: other });
      await isIn(parts, other, 'dialing');
      await parts.calls.start(request('+12065550100'), { workflowId });
      await isIn(parts, workflowId, 'dialing');
      await parts.calls.getHandle(workflowId).cancel();
      await endsIn(parts, workflowId, 'cancelled', []);
      await parts.calls.getHandle(other).result();
    },
  },
  {
    name: 'cancelled-while-dialing',
    simulator: slowly,
    go: async (parts, workflowId) => {
      parts.simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'slow', milliseconds: 2_000 });
      await parts.calls.start(request('+12065550101'), { workflowId });
      await eventually(() => parts.simulator.dials().at(0));
      await parts.calls.getHandle(workflowId).cancel();
      await endsIn(parts, workflowId, 'cancelled', ['cancelled']);
    },
  },
  {
    name: 'cancelled-while-ringing',
    simulator: slowly,
    go: async (parts, workflowId) => {
      await parts.calls.start(request('+12065550101'), { workflowId });
      await isIn(parts, workflowId, 'in-progress');
      await parts.calls.getHandle(workflowId).cancel();
      await endsIn(parts, workflowId, 'cancelled', ['cancelled']);
    },
  },
  {
    name: 'cancelled-while-ringing-with-events',
    simulator: slowly,
    setting: () => ({ activities: { settings: { events: true } } }),
    go: async (parts, workflowId) => {
      await parts.calls.start(request('+12065550101'), { workflowId });
      await isIn(parts, workflowId, 'in-progress');
      await parts.calls.getHandle(workflowId).cancel();
      await endsIn(parts, workflowId, 'cancelled', ['cancelled']);
    },
  },
  {
    name: 'cancelled-while-talking',
    simulator: slowly,
    go: async (parts, workflowId) => {
      const { simulator, calls } = parts;
      simulator.script('+12065550136', { dispositions: ['answered'], ringSeconds: 0, talkSeconds: 600 });
      await calls.start(request('+12065550136'), { workflowId });
      await eventually(async () => (await simulator.contacts()).find(({ phase }) => phase === 'with-agent'));
      await calls.getHandle(workflowId).cancel();
      await endsIn(parts, workflowId, 'cancelled', ['answered']);
    },
  },
  {
    name: 'cancelled-while-the-answer-is-lost',
    simulator: slowly,
    setting: () => ({ activities: { settings: { dialTimeout: 3_000 } } }),
    go: async (parts, workflowId) => {
      parts.simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'drop-after', count: 1000 });
      await parts.calls.start(request('+12065550101'), { workflowId });
      await eventually(() => parts.simulator.dials().at(0));
      await parts.calls.getHandle(workflowId).cancel();
      const { outcome, phoneMayBeRinging } = await parts.calls.getHandle(workflowId).result();
      assert.deepEqual([outcome, phoneMayBeRinging], ['cancelled', true]);
    },
  },
  {
    name: 'cancelled-and-never-seen-to-end',
    simulator: { clock: async () => (await timeSkippingServer()).currentTimeMs() },
    setting: async () => {
      const server = await timeSkippingServer();
      const clock = () => server.currentTimeMs();
      return { ...unpaced, server, activities: { clock, pollDelay: undefined } };
    },
    go: async (parts, workflowId) => {
      const { simulator, calls } = parts;
      for (const operation of ['StopContact', 'DescribeContact'] as const) {
        simulator.fault({ operation, kind: 'throttle', count: 100_000 });
      }
      await calls.start(request('+12065550101'), { workflowId });
      await isIn(parts, workflowId, 'in-progress');
      await calls.getHandle(workflowId).cancel();
      const { outcome, phoneMayBeRinging } = await calls.getHandle(workflowId).result();
      assert.deepEqual([outcome, phoneMayBeRinging], ['cancelled', true]);
    },
  },
];
