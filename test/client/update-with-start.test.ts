import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import {
  changePolicyUpdate,
  InvalidCallRequestError,
  optOutUpdate,
  pauseUpdate,
  rescheduleUpdate,
  type OutboundCalls,
} from '../../src';
import { brokenBy } from '../replay/replay';
import { eventually, overflow, quickPolicy, request, withCalls, type CallTest } from '../support/calls';
import { closedNow } from '../support/closed-now';
import { workflowBundle } from '../support/workflow-bundle';

const person = '+12065550100';

describe('a call that is started with an update', () => {
  it('begins paused: nothing is dialed before it is resumed, and a start of the same request finds it', async () => {
    await withCalls({}, async (parts) => {
      const { calls, client, simulator } = parts;
      const workflowId = randomUUID();
      const startWorkflowOperation = calls.startOperation(request(person), { workflowId });
      await client.workflow.executeUpdateWithStart(pauseUpdate, { startWorkflowOperation });
      const call = await calls.start(request(person), { workflowId });
      assert.equal(call.isNew, false);
      await eventually(async () => (await call.status()).state === 'paused' || undefined);
      assert.equal(simulator.dials().length, 0);
      await call.resume();
      await assertReplays(parts, workflowId, 'pause', 'reached');
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('begins rescheduled: nothing is dialed before that instant', async () => {
    await withCalls({}, async (parts) => {
      const { calls, client } = parts;
      const workflowId = randomUUID();
      const notBefore = new Date(Date.now() + 3_000).toISOString();
      await client.workflow.executeUpdateWithStart(rescheduleUpdate, {
        args: [{ notBefore }],
        startWorkflowOperation: calls.startOperation(request(person), { workflowId }),
      });
      const { attempts } = await assertReplays(parts, workflowId, 'reschedule', 'reached');
      assert.ok((attempts[0]?.startedAt ?? '') >= notBefore, attempts[0]?.startedAt);
      assert.equal((await calls.start(request(person), { workflowId })).isNew, false);
    });
  });

  it('begins with a callback, where its policy allows one: that is its first dial, after the deadline', async () => {
    await withCalls({}, async (parts) => {
      const { calls, client } = parts;
      const workflowId = randomUUID();
      const notBefore = new Date(Date.now() + 4_000).toISOString();
      const given = request(person, { callbacks: {}, limits: { deadline: '1 second' } });
      await client.workflow.executeUpdateWithStart(rescheduleUpdate, {
        args: [{ notBefore, extend: true }],
        startWorkflowOperation: calls.startOperation(given, { workflowId }),
      });
      const { attempts } = await assertReplays(parts, workflowId, 'reschedule', 'reached');
      assert.equal(attempts.length, 1);
      assert.equal(attempts[0]?.callbackFor, notBefore);
      assert.ok(attempts[0].startedAt >= notBefore, attempts[0].startedAt);
    });
  });

  for (const [what, extend, reason] of [
    ['a reschedule past its deadline', {}, /before the call's deadline/],
    ['a callback that its policy does not allow', { extend: true }, /Set policy\.callbacks/],
  ] as const) {
    it(`goes on without ${what}, which is refused`, async () => {
      await withCalls({}, async (parts) => {
        const { calls, client } = parts;
        const workflowId = randomUUID();
        const notBefore = new Date(Date.now() + 30 * 86_400_000).toISOString();
        const update = client.workflow.executeUpdateWithStart(rescheduleUpdate, {
          args: [{ notBefore, ...extend }],
          startWorkflowOperation: calls.startOperation(request(person), { workflowId }),
        });
        await assert.rejects(update, (error) => {
          assert.ok(error instanceof WorkflowUpdateFailedError, String(error));
          assert.match(String(error.cause), reason);
          return true;
        });
        await assertReplays(parts, workflowId, 'reschedule', 'reached');
      });
    });
  }

  it('fails for a request that is not valid, although a reschedule waits for its policy', async () => {
    await withCalls({}, async ({ client, taskQueue }) => {
      const workflowId = randomUUID();
      const update = client.workflow.executeUpdateWithStart(rescheduleUpdate, {
        args: [{ notBefore: new Date(Date.now() + 60_000).toISOString() }],
        startWorkflowOperation: new WithStartWorkflowOperation('outboundCall', {
          workflowId,
          taskQueue,
          args: [{ ...request(person), destinationPhoneNumber: 'nobody' }],
          workflowIdConflictPolicy: 'FAIL',
        }),
      });
      await assert.rejects(update, WorkflowUpdateFailedError);
      await assert.rejects(client.workflow.getHandle(workflowId).result(), WorkflowFailedError);
    });
  });

  it('begins under another policy, and stays the call of its own request', async () => {
    await withCalls({}, async (parts) => {
      const { calls, client } = parts;
      const workflowId = randomUUID();
      const other = quickPolicy({ steps: [{ name: 'overflow', queueId: overflow }] });
      await client.workflow.executeUpdateWithStart(changePolicyUpdate, {
        args: [other],
        startWorkflowOperation: calls.startOperation(request(person), { workflowId }),
      });
      const { attempts } = await assertReplays(parts, workflowId, 'changePolicy', 'reached');
      assert.deepEqual(
        attempts.map(({ step }) => step),
        ['overflow'],
      );
      assert.equal((await calls.start(request(person), { workflowId })).isNew, false);
    });
  });

  it('ends without a dial, if the person has just opted out', async () => {
    await withCalls({}, async (parts) => {
      const { calls, client, simulator } = parts;
      const workflowId = randomUUID();
      await client.workflow.executeUpdateWithStart(optOutUpdate, {
        args: [{}],
        startWorkflowOperation: calls.startOperation(request(person), { workflowId }),
      });
      await assertReplays(parts, workflowId, 'optOut', 'opted-out');
      assert.equal(simulator.dials().length, 0);
    });
  });

  it('is the running call, if there is one: it is updated, and no other one starts', async () => {
    await withCalls({}, async ({ calls, client, simulator }) => {
      const workflowId = randomUUID();
      await calls.start(request(person, closedNow()), { workflowId });
      const startWorkflowOperation = calls.startOperation(request(person), { workflowId });
      await client.workflow.executeUpdateWithStart(pauseUpdate, { startWorkflowOperation });
      await eventually(
        async () => (await calls.getHandle(workflowId).status()).state === 'paused' || undefined,
      );
      await calls.getHandle(workflowId).cancel();
      assert.equal((await calls.getHandle(workflowId).result()).outcome, 'cancelled');
      assert.equal(simulator.dials().length, 0);
    });
  });

  it('is refused, if it has ended: no other one starts', async () => {
    await withCalls({}, async ({ calls, client, simulator }) => {
      const workflowId = randomUUID();
      await calls.start(request(person), { workflowId });
      await calls.getHandle(workflowId).result();
      const startWorkflowOperation = calls.startOperation(request(person), { workflowId });
      await assert.rejects(
        client.workflow.executeUpdateWithStart(pauseUpdate, { startWorkflowOperation }),
        WorkflowExecutionAlreadyStartedError,
      );
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('goes on without an update that makes no sense, which is refused', async () => {
    await withCalls({}, async ({ calls, client }) => {
      const workflowId = randomUUID();
      await assert.rejects(
        client.workflow.executeUpdateWithStart(rescheduleUpdate, {
          args: [{ notBefore: 'tomorrow' }],
          startWorkflowOperation: calls.startOperation(request(person), { workflowId }),
        }),
        WorkflowUpdateFailedError,
      );
      assert.equal((await calls.getHandle(workflowId).result()).outcome, 'reached');
    });
  });

  it('is not started with a request that makes no sense', async () => {
    await withCalls({ workers: 0 }, async ({ calls }) => {
      const operation: OutboundCalls['startOperation'] = calls.startOperation.bind(calls);
      assert.throws(() => operation(request('home'), { workflowId: randomUUID() }), InvalidCallRequestError);
      const withTimeout = { workflowId: randomUUID(), workflowRunTimeout: '1 day' };
      assert.throws(() => operation(request(person), withTimeout), /policy\.limits\.deadline/);
    });
  });
});

/** The update came with the first workflow task, and the whole history can be replayed. */
async function assertReplays(
  { calls, client }: CallTest,
  workflowId: string,
  update: string,
  outcome: string,
) {
  const result = await calls.getHandle(workflowId).result();
  assert.equal(result.outcome, outcome);
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  const events = history.events ?? [];
  const accepted = events.findIndex((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
  const { acceptedRequest } = events[accepted]?.workflowExecutionUpdateAcceptedEventAttributes ?? {};
  assert.equal(acceptedRequest?.input?.name, update);
  const tasks = events.slice(0, accepted).filter((event) => event.workflowTaskCompletedEventAttributes);
  assert.equal(tasks.length, 1, 'it was accepted by the first workflow task');
  assert.deepEqual(await brokenBy(await workflowBundle(), [{ name: update, history }]), []);
  return result;
}
