import assert from 'node:assert/strict';
import { Worker } from '@temporalio/worker';
import { ownTeam, request, withCalls } from '../support/calls';
import { workflowBundle } from '../support/workflow-bundle';

describe('a call that is asked for its status again and again', () => {
  /**
   * A query that comes while a decision is made lets the workflow task end with the decision's marker and no command: the
   * workflow goes on in the next task, at a later time than in a replay. What it does must not depend on that time.
   */
  it('has a history that replays, so that another worker can go on with it', async () => {
    await withCalls({}, async ({ calls, client }) => {
      const workflowIds = ['asked-1', 'asked-2'];
      // So short a wait is over by then, or it is not.
      const policy = { steps: [{ queueId: ownTeam, attempts: 5, retryAfter: '20ms' }] };
      for (const workflowId of workflowIds)
        await calls.start(request('+12065550102', policy), { workflowId });

      const over = Promise.all(workflowIds.map((workflowId) => calls.getHandle(workflowId).result()));
      let isOver = false;
      void over.finally(() => (isOver = true));
      const asking = workflowIds.map(async (workflowId) => {
        while (!isOver) await calls.getHandle(workflowId).status();
      });
      await Promise.all([over, ...asking]);

      for (const workflowId of workflowIds) {
        const history = await client.workflow.getHandle(workflowId).fetchHistory();
        await assert.doesNotReject(
          Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history, workflowId),
        );
      }
    });
  });
});
