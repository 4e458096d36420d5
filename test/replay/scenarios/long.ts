import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { temporal } from '@temporalio/proto';
import type { CallResult } from '../../../workflows';
import { eventually, ownTeam, quickPolicy, request, type CallTest } from '../../support/calls';
import { endsIn, isIn, type Scenario } from '../scenario';

/** Calls of more than one run. */
export const long: readonly Scenario[] = [
  {
    name: 'continued-as-new',
    setting: () => ({ activities: { settings: { bounds: { historyLimit: 40 } } } }),
    go: async (parts, workflowId) => {
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 4, retryAfter: '100ms' }];
      await parts.calls.start(request('+12065550102', { steps }), { workflowId });
      await endsIn(parts, workflowId, 'exhausted', ['busy', 'busy', 'busy', 'busy']);
    },
  },
  {
    name: 'continued-as-new-while-paused',
    setting: () => ({ activities: { settings: { bounds: { historyLimit: 40 } } } }),
    go: async (parts, workflowId) => {
      const { calls } = parts;
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }];
      parts.simulator.script('+12065550138', { dispositions: ['busy', 'answered'] });
      await calls.start(request('+12065550138', { steps }), { workflowId });
      await isIn(parts, workflowId, 'waiting');
      const { runId } = await parts.client.workflow.getHandle(workflowId).describe();
      await eventually(async () => {
        await calls.getHandle(workflowId).resume();
        await calls.getHandle(workflowId).pause();
        const now = await parts.client.workflow.getHandle(workflowId).describe();
        return now.runId === runId ? undefined : now;
      });
      await calls
        .getHandle(workflowId)
        .changePolicy(request('', { steps: steps.map((step) => ({ ...step, retryAfter: 0 })) }).policy);
      await calls.getHandle(workflowId).resume();
      await endsIn(parts, workflowId, 'reached', ['busy', 'answered']);
    },
  },
  {
    name: 'reset-to-its-beginning',
    go: async (parts, workflowId) => {
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '3 seconds' }];
      parts.simulator.script('+12065550134', { dispositions: ['busy', 'answered'] });
      await parts.calls.start(request('+12065550134', { steps }), { workflowId });
      await isIn(parts, workflowId, 'waiting');
      await resetToFirstTask(parts, workflowId);
      await endsIn(parts, workflowId, 'reached', ['busy', 'answered']);
    },
  },
  {
    name: 'retried',
    simulator: { speed: 1 },
    go: async ({ simulator, client, taskQueue }, workflowId) => {
      const busyThenAnswered = { dispositions: ['busy', 'answered'] as const };
      simulator.script('+12065550135', { ...busyThenAnswered, ringSeconds: 0.5, talkSeconds: 0.5 });
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '4 seconds' }];
      const args = [{ destinationPhoneNumber: '+12065550135', policy: quickPolicy({ steps }) }];
      // OutboundCalls refuses such a start; a caller in another language can make it by hand.
      const result = (await client.workflow.execute('outboundCall', {
        ...{ workflowId, taskQueue, args, workflowRunTimeout: '4s' },
        retry: { maximumAttempts: 3, initialInterval: '100ms', backoffCoefficient: 1 },
      })) as CallResult;
      assert.equal(result.outcome, 'reached');
    },
  },
];

async function resetToFirstTask({ client }: CallTest, workflowId: string): Promise<void> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const completed = temporal.api.enums.v1.EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED;
  await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId },
    workflowTaskFinishEventId: events?.find(({ eventType }) => eventType === completed)?.eventId,
    requestId: randomUUID(),
    reason: 'to record it',
  });
}
