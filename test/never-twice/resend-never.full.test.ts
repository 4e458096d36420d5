import assert from 'node:assert/strict';
import { unlessGone } from '../../src/ledger';
import { eventually, withCalls } from '../support/calls';
import { resetOnHold } from './reset-on-hold';

describe('never twice, with "resend": "never"', () => {
  it('a call whose first run Temporal has deleted does not dial what that run may have dialed', async () => {
    await withCalls({}, async (parts) => {
      const { client } = parts;
      await resetOnHold(parts, 'never-deleted', async (runId) => {
        const { namespace } = client.options;
        const workflowExecution = { workflowId: 'never-deleted', runId };
        await client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution });
        const described = () => unlessGone(client.workflow.getHandle('never-deleted', runId).describe());
        await eventually(async () => ((await described()) ? undefined : true));
      });
      const { attempts, phoneMayBeRinging } = await parts.calls.getHandle('never-deleted').result();
      assert.deepEqual(
        attempts.map(({ disposition }) => disposition),
        ['unknown'],
      );
      assert.ok(phoneMayBeRinging);
      assert.deepEqual(parts.simulator.dials(), []);
    });
  });
});
