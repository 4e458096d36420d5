import { WorkflowFailedError } from '@temporalio/client';
import assert from 'node:assert/strict';
import { overflow, ownTeam, quickPolicy, request, type CallTest } from '../../support/calls';
import { endsIn, type Scenario } from '../scenario';

const nobody = 'cccccccc-0000-4000-8000-00000000dead';
const soon = '200ms';

/** How far a call climbs, by what becomes of its attempts. */
export const ladder: readonly Scenario[] = [
  {
    name: 'answered',
    go: async (parts, workflowId) => {
      await parts.calls.start(request('+12065550100'), { workflowId });
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
  {
    name: 'three-attempts',
    go: async (parts, workflowId) => {
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 3, retryAfter: soon, backoff: 2 }];
      await parts.calls.start(request('+12065550120', { steps }), { workflowId });
      await endsIn(parts, workflowId, 'reached', ['no-answer', 'busy', 'answered']);
    },
  },
  {
    name: 'escalated-to-queue-and-number',
    go: async (parts, workflowId) => {
      const steps = [
        { name: 'own-team', queueId: ownTeam, retryAfter: soon },
        { name: 'overflow', queueId: overflow, retryAfter: soon },
        { name: 'local-number', sourcePhoneNumber: '+12065550199' },
      ];
      await parts.calls.start(request('+12065550120', { steps }), { workflowId });
      await endsIn(parts, workflowId, 'reached', ['no-answer', 'busy', 'answered']);
    },
  },
  {
    name: 'another-number-after-an-invalid-one',
    go: async (parts, workflowId) => {
      const steps = [
        { name: 'mobile', queueId: ownTeam, attempts: 3, retryAfter: '1 hour' },
        { name: 'home', queueId: ownTeam, destinationPhoneNumber: '+12065550100' },
      ];
      await parts.calls.start(request('+12065550103', { steps }), { workflowId });
      await endsIn(parts, workflowId, 'reached', ['invalid-number', 'answered']);
    },
  },
  {
    name: 'exhausted',
    go: async (parts, workflowId) => {
      await parts.calls.start(request('+12065550102'), { workflowId });
      await endsIn(parts, workflowId, 'exhausted', ['busy']);
    },
  },
  {
    name: 'undialable',
    go: async (parts, workflowId) => {
      await parts.calls.start(request('+12065550107'), { workflowId });
      await endsIn(parts, workflowId, 'undialable', ['not-allowed']);
    },
  },
  {
    name: 'undialable-by-the-guard',
    setting: () => ({ activities: { guard: { deniedPrefixes: ['+1206'] } } }),
    go: async (parts, workflowId) => {
      await parts.calls.start(request('+12065550100'), { workflowId });
      await endsIn(parts, workflowId, 'undialable', ['not-allowed']);
    },
  },
  {
    name: 'expired-before-the-next-attempt',
    go: async (parts, workflowId) => {
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }];
      const policy = { steps, limits: { deadline: '10 minutes' } };
      await parts.calls.start(request('+12065550102', policy), { workflowId });
      await endsIn(parts, workflowId, 'expired', ['busy']);
    },
  },
  {
    name: 'reached-by-attribute',
    go: async (parts, workflowId) => {
      parts.simulator.script('+12065550133', {
        dispositions: ['flow-only'],
        attributes: { confirmed: 'yes' },
        talkSeconds: 1,
      });
      const reachedWhen = { attribute: 'confirmed', equals: 'yes' };
      await parts.calls.start(request('+12065550133', { reachedWhen }), { workflowId });
      assert.equal((await parts.calls.getHandle(workflowId).result()).outcome, 'reached');
    },
  },
  {
    name: 'skipped-step',
    go: async (parts, workflowId) => {
      const steps = [
        { name: 'gone', queueId: nobody },
        { name: 'own-team', queueId: ownTeam },
      ];
      await parts.calls.start(request('+12065550100', { steps }), { workflowId });
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
  {
    name: 'refused-ring-timeout',
    simulator: { ringTimeout: 'invalid-request' },
    go: async (parts, workflowId) => {
      await parts.calls.start({ ...request('+12065550100'), ringTimeoutInSeconds: 30 }, { workflowId });
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
  {
    name: 'entered-after-the-call',
    go: async (parts, workflowId) => {
      parts.simulator.script('+12065550133', {
        dispositions: ['answered'],
        talkSeconds: 1,
        afterCall: { seconds: 2, attributes: { confirmed: 'yes' } },
      });
      const reachedWhen = { attribute: 'confirmed', equals: 'yes' };
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '4 seconds' }];
      await parts.calls.start(request('+12065550133', { reachedWhen, steps }), { workflowId });
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
  {
    name: 'asks-for-a-callback',
    go: async (parts, workflowId) => {
      const callbackAt = new Date(Date.now() + 10_000).toISOString();
      parts.simulator.script('+12065550134', {
        ...{ dispositions: ['answered', 'busy'], talkSeconds: 1 },
        attributes: { callbackAt },
      });
      const reachedWhen = { attribute: 'confirmed', equals: 'yes' };
      const callbacks = { attribute: 'callbackAt' };
      await parts.calls.start(request('+12065550134', { reachedWhen, callbacks }), { workflowId });
      await endsIn(parts, workflowId, 'exhausted', ['answered', 'busy']);
    },
  },
  {
    name: 'no-step-left',
    go: async (parts, workflowId) => {
      const steps = [{ name: 'gone', queueId: nobody }];
      await parts.calls.start(request('+12065550100', { steps }), { workflowId });
      await assert.rejects(parts.calls.getHandle(workflowId).result(), WorkflowFailedError);
    },
  },
  {
    name: 'invalid-request',
    go: async ({ client, taskQueue }: CallTest, workflowId) => {
      const args = [{ destinationPhoneNumber: '206 555 0100', policy: quickPolicy() }];
      const handle = await client.workflow.start('outboundCall', { workflowId, taskQueue, args });
      await assert.rejects(handle.result(), WorkflowFailedError);
    },
  },
];
