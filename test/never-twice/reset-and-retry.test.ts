import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import type { PolicyInput } from '../../src/domain/policy';
import type { CallResult } from '../../workflows';
import { eventually, ownTeam, quickPolicy, request, withCalls } from '../support/calls';

const twoAttempts = (retryAfter: string): Partial<PolicyInput> => ({
  steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter }],
});

describe('never twice: a call that begins anew after its first dial', () => {
  it('by a reset to its beginning: adopts the contact of the first run, and goes on from there', async () => {
    await withCalls({}, async ({ simulator, client, calls }) => {
      simulator.script('+12065550134', { dispositions: ['busy', 'answered'] });
      await calls.start(request('+12065550134', twoAttempts('2s')), { workflowId: 'reset' });
      await eventually(async () => (await calls.status('reset')).attempts[0]);
      await resetToBeginning(client, 'reset');

      const result = await calls.result('reset');
      assert.equal(result.outcome, 'reached');
      assertOneRingPerAttempt(simulator.dials(), result, ['busy', 'answered']);
    });
  });

  it('by a workflow retry: the same', async () => {
    await withCalls({ simulator: { speed: 1 } }, async ({ simulator, client, taskQueue }) => {
      simulator.script('+12065550135', {
        dispositions: ['busy', 'answered'],
        ringSeconds: 0.5,
        talkSeconds: 0.5,
      });
      // OutboundCalls refuses such a start; this one is made by hand, as a caller in another language could.
      const handle = await client.workflow.start('outboundCall', {
        workflowId: randomUUID(),
        taskQueue,
        args: [{ destinationPhoneNumber: '+12065550135', policy: quickPolicy(twoAttempts('4s')) }],
        workflowRunTimeout: '4s',
        retry: { maximumAttempts: 3, initialInterval: '100ms', backoffCoefficient: 1 },
      });
      const result = (await handle.result()) as CallResult;
      assert.equal(result.outcome, 'reached');
      assertOneRingPerAttempt(simulator.dials(), result, ['busy', 'answered']);
    });
  });
});

async function resetToBeginning(client: Client, workflowId: string): Promise<void> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const completed = temporal.api.enums.v1.EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED;
  const first = events?.find((event) => event.eventType === completed);
  await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId },
    workflowTaskFinishEventId: first?.eventId,
    requestId: randomUUID(),
    reason: 'test',
  });
}

function assertOneRingPerAttempt(
  dials: { contactId: string; clientToken?: string | undefined }[],
  result: CallResult,
  dispositions: string[],
): void {
  assert.deepEqual(
    result.attempts.map((attempt) => attempt.disposition),
    dispositions,
  );
  assert.deepEqual(
    dials.map((dial) => dial.contactId),
    result.attempts.map((attempt) => attempt.contactId),
  );
  assert.equal(new Set(dials.map((dial) => dial.clientToken)).size, dispositions.length);
}
