import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { PolicyInput } from '../../src';
import {
  eventually,
  overflow,
  ownTeam,
  quickPolicy,
  request,
  withCalls,
  type CallTest,
} from '../support/calls';

/** Waits for an hour after a first, busy attempt. */
const waits: Partial<PolicyInput> = {
  steps: [{ name: 'own-team', queueId: ownTeam, attempts: 3, retryAfter: '1 hour' }],
  limits: { deadline: '1 day' },
};

const inHours = (hours: number) => new Date(Date.now() + hours * 3600_000);

describe('talking to a call', () => {
  /** A call that waits for its second attempt. */
  async function withWaitingCall(test: (parts: CallTest & { workflowId: string }) => Promise<void>) {
    await withCalls({}, async (parts) => {
      const workflowId = randomUUID();
      await parts.calls.start(request('+12065550102', waits), { workflowId });
      await eventually(async () => (await parts.calls.getHandle(workflowId).status()).attempts[0]);
      await eventually(async () => (await parts.calls.getHandle(workflowId).status()).next);
      await test({ ...parts, workflowId });
      await parts.calls.getHandle(workflowId).cancel();
      assert.equal((await parts.calls.getHandle(workflowId).result()).outcome, 'cancelled');
    });
  }

  it('shows its status, and why it is not calling now', async () => {
    await withWaitingCall(async ({ calls, workflowId }) => {
      const status = await calls.getHandle(workflowId).status();
      assert.equal(status.state, 'waiting');
      assert.equal(status.attempts[0]?.disposition, 'busy');
      assert.equal(status.next?.step, 'own-team');
      assert.equal(status.policy?.quietPeriod, 15 * 60_000);
      const { summary, reasons } = await calls.getHandle(workflowId).explain();
      assert.match(summary, /^Waiting to make attempt 2 on step "own-team" at /);
      assert.match(reasons.join('\n'), /After busy the policy waits 1 hour/);
    });
  });

  it('pauses it and lets it go on', async () => {
    await withWaitingCall(async ({ calls, workflowId }) => {
      await calls.getHandle(workflowId).pause();
      await eventually(async () =>
        (await calls.getHandle(workflowId).status()).state === 'paused' ? true : undefined,
      );
      assert.match((await calls.getHandle(workflowId).explain()).summary, /^Paused/);
      await calls.getHandle(workflowId).resume();
      await eventually(async () => (await calls.getHandle(workflowId).status()).next);
    });
  });

  it('reschedules it, and lifts that again', async () => {
    await withWaitingCall(async ({ calls, workflowId }) => {
      const before = (await calls.getHandle(workflowId).status()).next?.at;
      const notBefore = inHours(5);
      await calls.getHandle(workflowId).reschedule({ notBefore });
      await eventually(async () =>
        (await calls.getHandle(workflowId).status()).next?.at === notBefore.toISOString() ? true : undefined,
      );
      assert.match((await calls.getHandle(workflowId).explain()).reasons.join('\n'), /not before/i);
      await calls.getHandle(workflowId).reschedule({ notBefore: null });
      await eventually(async () =>
        (await calls.getHandle(workflowId).status()).next?.at === before ? true : undefined,
      );
    });
  });

  it('gives it another policy, by which it goes on', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      const workflowId = randomUUID();
      simulator.script('+12065550137', {
        dispositions: ['busy', 'answered'],
        ringSeconds: 1,
        talkSeconds: 1,
      });
      await calls.start(request('+12065550137', waits), { workflowId });
      await eventually(async () => (await calls.getHandle(workflowId).status()).next);
      await eventually(async () => (await calls.getHandle(workflowId).status()).attempts[0]);
      const status = await calls.getHandle(workflowId).changePolicy(
        quickPolicy({
          steps: [
            { name: 'own-team', queueId: ownTeam, retryAfter: 0 },
            { name: 'overflow', queueId: overflow },
          ],
        }),
      );
      assert.deepEqual(
        status.policy?.steps.map(({ name }) => name),
        ['own-team', 'overflow'],
      );
      const result = await calls.getHandle(workflowId).result();
      assert.equal(result.outcome, 'reached');
      assert.deepEqual(
        result.attempts.map(({ step }) => step),
        ['own-team', 'overflow'],
      );
    });
  });

  it('refuses a reschedule that makes no sense, and says why; the call goes on', async () => {
    await withWaitingCall(async ({ client, calls, workflowId }) => {
      await refused(calls.getHandle(workflowId).reschedule({ notBefore: inHours(-1) }), /in the past/);
      await refused(calls.getHandle(workflowId).reschedule({ notBefore: inHours(25) }), /deadline/);
      const handle = client.workflow.getHandle(workflowId);
      for (const rubbish of [
        { notBefore: '2099-11-23T09:00:00' },
        { notBefore: 'tomorrow' },
        { notBefore: 4102444800000 },
        { notBefore: '2099-13-45T09:00:00Z' },
        {},
        null,
        'tomorrow',
      ]) {
        await refused(handle.executeUpdate('reschedule', { args: [rubbish] }), /notBefore/);
      }
      assert.ok((await calls.getHandle(workflowId).status()).next);
    });
  });

  it('refuses another policy that makes no sense, with every problem; the call goes on under its own', async () => {
    await withWaitingCall(async ({ client, calls, workflowId }) => {
      const before = await calls.getHandle(workflowId).status();
      const change = (policy: unknown) =>
        client.workflow.getHandle(workflowId).executeUpdate('changePolicy', { args: [policy] });
      const wrong = { ...quickPolicy(), reachedWhen: 'sometime', steps: [{ queueId: ownTeam, atempts: 2 }] };
      const failure = await refused(change(wrong), /policy\.reachedWhen: [^]*policy\.steps\[0\]: /);
      assert.equal(failure.type, 'InvalidCallRequest');
      for (const rubbish of ['anything', null, 7, []]) await refused(change(rubbish), /policy/);
      const after = await calls.getHandle(workflowId).status();
      assert.deepEqual(after.policy, before.policy);
      assert.deepEqual(after.next, before.next);
    });
  });

  it("can't change a call that is over, but still gets its result", async () => {
    await withCalls({}, async ({ calls }) => {
      const workflowId = randomUUID();
      await calls.start(request('+12065550102'), { workflowId });
      await calls.getHandle(workflowId).result();
      assert.equal((await calls.getHandle(workflowId).status()).outcome, 'exhausted');
      assert.match((await calls.getHandle(workflowId).explain()).summary, /^Over: exhausted/);
      await assert.rejects(calls.getHandle(workflowId).pause());
      // Temporal takes a cancellation of what is over; nothing comes of it.
      await calls.getHandle(workflowId).cancel();
      assert.equal((await calls.getHandle(workflowId).result()).outcome, 'exhausted');
    });
  });

  it('fails with a clear error where there is no call', async () => {
    await withCalls({ workers: 0 }, async ({ calls }) => {
      for (const ask of ['status', 'pause', 'cancel', 'result'] as const) {
        await assert.rejects(calls.getHandle('none')[ask](), { name: 'WorkflowNotFoundError' });
      }
    });
  });
});

/** The update was refused: by its validator or by its handler, with this reason. */
async function refused(update: Promise<unknown>, reason: RegExp): Promise<ApplicationFailure> {
  try {
    await update;
  } catch (error) {
    assert.ok(error instanceof WorkflowUpdateFailedError, String(error));
    assert.ok(error.cause instanceof ApplicationFailure, String(error.cause));
    assert.match(error.cause.message, reason);
    return error.cause;
  }
  return assert.fail('It was accepted');
}
