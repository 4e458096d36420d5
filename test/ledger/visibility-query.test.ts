import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { encrypted } from '../../src/encryption';
import { runIdsOf } from '../../src/ledger/call-runs';
import { allOf, is, mayHaveWorkflowId } from '../../src/domain/visibility-query';
import { eventually } from '../support/calls';
import { clientOfNewNamespace } from '../support/shared-servers';

describe('a query of the visibility', () => {
  it('finds a workflow by its ID, whatever characters it has, and no other one', async () => {
    const client = await clientOfNewNamespace();
    const taskQueue = randomUUID();
    const ids = [
      'CRM\\order\\',
      `q\\' OR WorkflowType = "dummy" -- `,
      "it's",
      '\\',
      '\\\\',
      "'",
      '"',
      `' OR WorkflowId != '`,
      '%',
      '_',
      '\\n',
      'a\nb',
      'ключ №1',
    ].map((id) => `${id}${taskQueue}${id}`);
    const started = new Map<string, string>();
    for (const workflowId of ids) {
      const { firstExecutionRunId } = await client.workflow.start('dummy', {
        workflowId,
        taskQueue,
        args: [],
      });
      started.set(workflowId, firstExecutionRunId);
    }
    for (const workflowId of ids) {
      const found = await eventually(async () => {
        const listed: string[] = [];
        for await (const run of client.workflow.list({ query: mayHaveWorkflowId(workflowId) })) {
          if (run.workflowId === workflowId) listed.push(run.runId);
        }
        return listed.length > 0 ? listed : undefined;
      });
      assert.deepEqual(found, [started.get(workflowId)]);
      assert.deepEqual([...(await runIdsOf(client, workflowId))], found);
    }
    // A text that would end its string finds nothing else.
    const injected = allOf(
      is('TaskQueue', `q\\' OR WorkflowType = "dummy" -- `),
      is('WorkflowType', 'dummy'),
    );
    assert.deepEqual(await idsIn(client, injected), []);
    assert.deepEqual(await idsIn(client, is('TaskQueue', 'CRM\\order\\')), []);
    for (const workflowId of ids) await client.workflow.getHandle(workflowId).terminate();
  });

  it('finds the runs of a workflow although others have memos that this process can not read', async () => {
    const { connection, options } = await clientOfNewNamespace();
    const { namespace } = options;
    const withKey = (id: string) => {
      const dataConverter = encrypted({ namespace, keys: [{ id, key: randomBytes(32) }] });
      return new Client({ connection, namespace, dataConverter });
    };
    const taskQueue = randomUUID();
    const [ours, theirs] = [withKey('ours'), withKey('theirs')];
    const start = (client: Client, workflowId: string) =>
      client.workflow.start('dummy', { workflowId, taskQueue, args: [], memo: { customer: 'A-1001' } });
    // Such an ID can't be searched for, so all workflows are listed.
    const own = await start(ours, '"quoted"');
    const other = await start(theirs, 'of-another-team');
    const listed = async () => {
      const { executions } = await ours.workflowService.listWorkflowExecutions({ namespace });
      return executions.length === 2 ? true : undefined;
    };
    await eventually(listed);
    assert.deepEqual([...(await runIdsOf(ours, '"quoted"'))], [own.firstExecutionRunId]);
    for (const handle of [own, other]) await handle.terminate();
  });
});

async function idsIn(client: Client, query: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query })) ids.push(workflowId);
  return ids;
}
