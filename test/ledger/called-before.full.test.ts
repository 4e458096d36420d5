import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { deleteRuns } from '../support/delete-runs';
import { request, withCalls } from '../support/calls';
import { assertRepeats, together } from './support';

const person = '+12065550144';

/** The server takes half a minute to delete a run. */
describe('a workflow ID that was called before Temporal forgot it, with a ledger', () => {
  it('rings no phone a second time after Temporal has deleted the call: the second one ends with the outcome of the first', async () => {
    await withCalls(together, async ({ calls, client, simulator }) => {
      const workflowId = randomUUID();
      await calls.start(request(person), { workflowId });
      assert.equal((await calls.getHandle(workflowId).result()).outcome, 'reached');
      const { runId } = await client.workflow.getHandle(workflowId).describe();
      await deleteRuns(client, workflowId);

      assert.equal((await calls.start(request(person), { workflowId })).isNew, true);
      assertRepeats(await calls.getHandle(workflowId).result(), 'reached', runId);
      assert.equal(simulator.dials().length, 1);
    });
  });
});
