// A worker that is broken on purpose: it goes on with calls that an operator has paused.
import { Client, Connection } from '@temporalio/client';
import { unpauseWorkflow } from '../../../src/chaos/acts/temporal-pauses';
import { runStormWorker } from '../../../src/chaos/processes/run-worker';
import { workerConfigSchema } from '../../../src/chaos/processes/worker-config';

void runStormWorker();
void unpauseAll();

async function unpauseAll(): Promise<void> {
  const { temporalAddress: address } = workerConfigSchema.parse(JSON.parse(process.argv[2] ?? 'null'));
  const client = new Client({ connection: await Connection.connect({ address, tls: false }) });
  const query = "ExecutionStatus = 'Paused'";
  for (;;) {
    for await (const { workflowId } of client.workflow.list({ query })) {
      await unpauseWorkflow(client, workflowId).catch(() => undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
