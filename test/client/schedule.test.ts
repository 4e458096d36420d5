import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { together } from '../ledger/support';
import { eventually, request, withCalls } from '../support/calls';

describe('calls that a Temporal Schedule starts', () => {
  it('have workflow IDs of their own: each action is a call, also with a ledger', async () => {
    await withCalls(together, async ({ client, taskQueue, simulator }) => {
      const workflowId = randomUUID();
      const schedule = await client.schedule.create({
        scheduleId: randomUUID(),
        spec: {},
        action: {
          type: 'startWorkflow',
          workflowType: 'outboundCall',
          workflowId,
          taskQueue,
          args: [request('+12065550148')],
        },
      });
      try {
        for (const times of [1, 2]) {
          await schedule.trigger();
          const actions = await eventually(async () => {
            const { recentActions } = (await schedule.describe()).info;
            return recentActions.length === times ? recentActions : undefined;
          });
          const ids = actions.map(({ action }) => action.workflow.workflowId);
          assert.ok(ids.every((id) => id.startsWith(`${workflowId}-`)));
          assert.equal(new Set(ids).size, times);
          await client.workflow.getHandle(ids.at(-1) ?? '').result();
          // The ID has the second of its action.
          await eventually(() => Date.now() - Date.parse(ids.at(-1)?.slice(-20) ?? '') > 1_000 || undefined);
        }
        assert.equal(simulator.dials().length, 2);
      } finally {
        await schedule.delete();
      }
    });
  });
});
