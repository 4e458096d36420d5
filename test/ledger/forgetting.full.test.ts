import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
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
      await calls.forget(person);
      for (const workflowId of ['to-be-forgotten', ledgerIdOf(parts, person)]) {
        // It takes Temporal half a minute and more.
        while (!(await isGone(client, workflowId))) await setTimeout(500);
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
