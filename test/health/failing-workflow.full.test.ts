import assert from 'node:assert/strict';
import { NativeConnection } from '@temporalio/worker';
import { WorkflowType } from '../../src/contract/workflow-types';
import { workflowsFinding } from '../../src/cli/doctor/workflows';
import { failingWorkflows } from '../../src/worker/failing-workflows';
import { examine } from '../../src/health';
import { simulatedConnect } from '../../src/testing';
import { createOutboundWorker } from '../../src/worker';
import { eventually, withCalls } from '../support/calls';
import { localServer } from '../support/shared-servers';
import { workflowBundle } from '../support/workflow-bundle';

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

describe('a workflow whose workflow task keeps failing', () => {
  it('makes a worker unready, which names it', async () => {
    await withCalls({ workers: 0 }, async ({ simulator, client, taskQueue }) => {
      const { temporalServer } = await localServer();
      const connection = await NativeConnection.connect({ address: temporalServer.address });
      const worker = await createOutboundWorker({
        ...{ connection, taskQueue, connect: simulatedConnect(simulator) },
        namespace: client.options.namespace,
        worker: { workflowBundle: await workflowBundle() },
      });
      const running = worker.run();
      try {
        assert.deepEqual((await examine(worker.health.ready)).checks['workflows'], { status: 'ok' });
        // State that no earlier run could have given.
        const workflowId = `bad-lines-${taskQueue}`;
        await client.workflow.start(WorkflowType.Lines, { taskQueue, workflowId, args: [{ held: null }] });
        await client.workflow.getHandle(workflowId).signal('reportLines', {
          ...{ holder: 'any', limit: 1, wanted: [], inUse: [], freed: [] },
        });
        const { checks, status } = await eventually(async () => {
          const report = await examine(worker.health.ready);
          return report.status === 'failing' ? report : undefined;
        });
        assert.equal(status, 'failing');
        assert.match(JSON.stringify(checks['workflows']), /workflow task of bad-lines-.*keeps failing/);
      } finally {
        worker.shutdown();
        await running;
        await connection.close();
      }
    });
  });
});
