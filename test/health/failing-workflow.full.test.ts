import assert from 'node:assert/strict';
import { WorkflowType } from '../../src/contract/workflow-types';
import { workflowsFinding } from '../../src/cli/doctor/workflows';
import { failingWorkflows } from '../../src/worker/failing-workflows';
import { eventually, withCalls } from '../support/calls';

describe('a ledger whose workflow task keeps failing', () => {
  it('is found by the problems that the server reports, after five attempts, and the doctor names it', async () => {
    await withCalls({}, async ({ client, taskQueue }) => {
      const workflowId = `bad-ledger-${taskQueue}`;
      await client.workflow.start(WorkflowType.Ledger, { taskQueue, workflowId, args: [{}] });
      const failing = await eventually(async () => {
        const found = await failingWorkflows({
          ...{ connection: client.connection, namespace: client.options.namespace, taskQueue },
          ...{ described: [WorkflowType.Lines], reported: Object.values(WorkflowType) },
        });
        return found.length > 0 ? found : undefined;
      });
      const { verdict, says } = workflowsFinding(failing);
      assert.equal(verdict, 'wrong');
      assert.match(says, /^the workflow task of bad-ledger-\S+ keeps failing \(attempt \d+\)$/);
    });
  });
});
