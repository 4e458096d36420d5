import assert from 'node:assert/strict';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { request, withCalls } from '../support/calls';
import { ledgerIdOf, together } from './support';

const person = '+12065550136';

describe('forgetting a person', () => {
  it('leaves neither their ledger nor their calls in Temporal, which deletes in the background', async () => {
    await withCalls(together, async (parts) => {
      const { calls, client } = parts;
      await calls.start(request(person), { workflowId: 'to-be-forgotten' });
      await calls.getHandle('to-be-forgotten').result();
      const forgotten = await calls.forget(person, { verify: true });
      assert.deepEqual(forgotten.done && forgotten.left, []);
      for (const workflowId of ['to-be-forgotten', ledgerIdOf(parts, person)]) {
        assert.ok(await isGone(client, workflowId));
      }
    });
  });
});

async function isGone(client: Client, workflowId: string): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowId).describe();
    return false;
  } catch (error) {
    assert.ok(error instanceof WorkflowNotFoundError);
    return true;
  }
}
