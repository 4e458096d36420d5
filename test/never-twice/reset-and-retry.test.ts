import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { PolicyInput } from '../../src/domain/policy/policy';
import type { CallResult } from '../../workflows';
import { resetToBeginning } from '../support/reset';
import { eventually, ownTeam, quickPolicy, request, withCalls } from '../support/calls';
import type { DialInput } from '../../src/contract/dial';

const twoAttempts = (retryAfter: string): Partial<PolicyInput> => ({
  steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter }],
});

describe('never twice: a call that begins anew after its first dial', () => {
  it('by a reset to its beginning: adopts the contact of the first run, and goes on from there', async () => {
    await withCalls({}, async ({ simulator, client, calls }) => {
      simulator.script('+12065550134', { dispositions: ['busy', 'answered'] });
      await calls.start(request('+12065550134', twoAttempts('2s')), { workflowId: 'reset' });
      await eventually(async () => (await calls.getHandle('reset').status()).attempts[0]);
      const { startTime } = await client.workflow.getHandle('reset').describe();
      await resetToBeginning(client, 'reset');

      const result = await calls.getHandle('reset').result();
      assert.equal(result.outcome, 'reached');
      assertOneRingPerAttempt(simulator.dials(), result, ['busy', 'answered']);
      await assertTokensDateFrom(client, 'reset', startTime);
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
      const { startTime } = await handle.describe();
      const result = (await handle.result()) as CallResult;
      assert.equal(result.outcome, 'reached');
      assertOneRingPerAttempt(simulator.dials(), result, ['busy', 'answered']);
      await assertTokensDateFrom(client, handle.workflowId, startTime);
    });
  });
});

/** Each dial of the last run is told when the first run began: by that, it knows which tokens Amazon Connect may have forgotten. */
async function assertTokensDateFrom(client: Client, workflowId: string, startTime: Date): Promise<void> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const dials = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: scheduled }) =>
    scheduled?.activityType?.name === 'outboundDial' ? (scheduled.input?.payloads ?? []) : [],
  );
  assert.ok(dials.length > 0);
  for (const { data } of dials) {
    const input = JSON.parse(Buffer.from(data ?? []).toString()) as DialInput;
    assert.ok(Math.abs(Date.parse(input.run.startedAt) - startTime.getTime()) < 50, input.run.startedAt);
  }
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
