import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import { eventually, ownTeam, request, withCalls } from '../support/calls';
import { instanceOf } from './support';

const london = 'aaaaaaaa-0000-4000-8000-0000000000aa';

describe('an instance with quotas of its own', () => {
  it('has lines and queues of its own, and a call that moves there goes through them', async () => {
    await withCalls(
      {
        pacing: { quotas: { concurrentCalls: 3 }, instances: { [london]: { concurrentCalls: 4 } } },
        simulator: { seed: instanceOf(10, london), throttles: 'off' },
      },
      async ({ calls, client, taskQueue }) => {
        const there = { ...request('+12065550100').policy, instanceId: london };
        await calls.start(request('+12065550100'), { workflowId: 'here' });
        await calls.start({ ...request('+12065550100'), policy: there }, { workflowId: 'there' });
        await calls.start(
          request('+12065550102', {
            steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }],
          }),
          { workflowId: 'moved' },
        );
        for (const id of ['here', 'there'])
          assert.equal((await calls.getHandle(id).result()).outcome, 'reached');

        assert.deepEqual(await queuesOf(client, 'here'), [
          taskQueue,
          `${taskQueue}.dial`,
          `${taskQueue}.describe`,
        ]);
        assert.deepEqual(await queuesOf(client, 'there'), [
          taskQueue,
          `${taskQueue}.dial.${london}`,
          `${taskQueue}.describe.${london}`,
        ]);
        await eventually(async () => (await calls.getHandle('moved').status()).attempts[0]);
        await calls.getHandle('moved').changePolicy({
          ...there,
          steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: 0 }],
        });
        await calls.getHandle('moved').result();
        assert.deepEqual(await queuesOf(client, 'moved'), [
          taskQueue,
          `${taskQueue}.dial`,
          `${taskQueue}.describe`,
          // Where the policy was checked, and the next decision made.
          taskQueue,
          taskQueue,
          `${taskQueue}.dial.${london}`,
          `${taskQueue}.describe.${london}`,
        ]);

        for (const lines of [taskQueue, `${taskQueue}:${london}`]) {
          const { status } = await client.workflow.getHandle(`outbound-call-lines:${lines}`).describe();
          assert.equal(status.name, 'RUNNING');
        }
      },
    );
  });
});

/** The task queues of a call's activities, in their order. */
async function queuesOf(client: Client, workflowId: string): Promise<string[]> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).flatMap((event) => event.activityTaskScheduledEventAttributes?.taskQueue?.name ?? []);
}
