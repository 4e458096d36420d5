import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { resetIfStuck } from '../../src/chaos/acts/reset-if-stuck';
import {
  pauseActivity,
  pauseWorkflow,
  pendingActivities,
  unpauseActivity,
  unpauseWorkflow,
} from '../../src/chaos/acts/temporal-pauses';
import { eventually, ownTeam, request, withCalls } from '../support/calls';
import { workflowBundle } from '../support/workflow-bundle';

const person = '+12065550100';
const twice = { steps: [{ queueId: ownTeam, attempts: 2, retryAfter: '200ms' as const }] };

describe("a call that an operator pauses with Temporal's own pauses", () => {
  it('(the workflow, while its phone rings) lets it ring to its end, dials nothing more, and goes on when it is unpaused', async () => {
    await withCalls({}, async ({ simulator, calls, client }) => {
      simulator.script(person, { dispositions: ['no-answer', 'answered'] });
      await calls.start(request(person, twice), { workflowId: 'paused-workflow' });
      await eventually(
        async () => (await pending(client, 'paused-workflow')) === 'outboundAwaitContact' || undefined,
      );
      await pauseWorkflow(client, 'paused-workflow');
      // A poll that ran already may see the end: the workflow takes no notice of it.
      await eventually(async () => (await simulator.contacts()).every(({ past }) => past.ended) || undefined);
      await assert.rejects(calls.getHandle('paused-workflow').pause());
      assert.equal((await client.workflow.getHandle('paused-workflow').describe()).status.name, 'PAUSED');
      assert.equal(simulator.dials().length, 1);

      assert.equal(await unpauseWorkflow(client, 'paused-workflow'), true);
      const { outcome, attempts } = await calls.getHandle('paused-workflow').result();
      assert.deepEqual(
        [outcome, ...attempts.map(({ disposition }) => disposition)],
        ['reached', 'no-answer', 'answered'],
      );
      assert.equal(simulator.dials().length, 2);
    });
  });

  it('(the workflow, while a task of it waits for a worker) is stuck, and goes on after a reset to that task', async () => {
    await withCalls({ workers: 0 }, async (beside) => {
      const { calls, client } = beside;
      await calls.start(request(person), { workflowId: 'paused-unserved' });
      await pauseWorkflow(client, 'paused-unserved');
      await unpauseWorkflow(client, 'paused-unserved');
      const history = await client.workflow.getHandle('paused-unserved').fetchHistory();
      // When this no longer rejects, docs/operations.md and `resetIfStuck` are out of date.
      await assert.rejects(
        Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history, 'paused-unserved'),
        /WorkflowTaskFailed/,
      );
      assert.equal(await resetIfStuck(client, 'paused-unserved'), true);
      await withCalls({ beside }, async ({ simulator }) => {
        assert.equal((await calls.getHandle('paused-unserved').result()).outcome, 'reached');
        assert.equal(simulator.dials().length, 1);
      });
    });
  });

  it('(the activity that watches the contact) does not learn of its end until it is unpaused', async () => {
    await withCalls({}, async ({ simulator, calls, client }) => {
      await calls.start(request(person), { workflowId: 'paused-activity' });
      const polling = await eventually(async () => {
        const [activity] = await pendingActivities(client, 'paused-activity');
        return activity?.type === 'outboundAwaitContact' && !activity.isRunning ? activity : undefined;
      });
      await pauseActivity(client, 'paused-activity', polling.activityId);
      await eventually(async () => (await simulator.contacts()).every(({ past }) => past.ended) || undefined);
      assert.equal((await calls.getHandle('paused-activity').status()).state, 'in-progress');

      await unpauseActivity(client, 'paused-activity', polling.activityId);
      assert.equal((await calls.getHandle('paused-activity').result()).outcome, 'reached');
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('(the dial, while it runs and fails) sends the same token when it is unpaused: the phone rings once', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    // The dial waits here, so that it is paused while it runs.
    const holdOn = async () => released.then(() => undefined);
    await withCalls({ activities: { holdOn } }, async ({ simulator, calls, client }) => {
      simulator.fault({
        ...{ operation: 'StartOutboundVoiceContact', kind: 'error', count: 1 },
        ...{ code: 'AccessDeniedException', status: 403 },
      });
      await calls.start(request(person), { workflowId: 'paused-dial' });
      const dialing = await eventually(async () => {
        const [activity] = await pendingActivities(client, 'paused-dial');
        return activity?.type === 'outboundDial' && activity.isRunning ? activity : undefined;
      });
      await pauseActivity(client, 'paused-dial', dialing.activityId);
      release();
      await eventually(async () => {
        const [activity] = await pendingActivities(client, 'paused-dial');
        return activity?.isRunning === false || undefined;
      });
      await unpauseActivity(client, 'paused-dial', dialing.activityId);
      const { outcome, attempts } = await calls.getHandle('paused-dial').result();
      assert.deepEqual([outcome, attempts.length], ['reached', 1]);
      assert.equal(simulator.dials().length, 1);
    });
  });
});

async function pending(client: Client, workflowId: string): Promise<string | undefined> {
  return (await pendingActivities(client, workflowId))[0]?.type;
}
