/**
 * A replay delivers a local activity's result and an update in another order than the first execution.
 * See local-activity-order.md.
 *
 *   npx tsx docs/upstream/local-activity-order.ts [address]
 */
import { Client, Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import {
  defineQuery,
  defineUpdate,
  proxyLocalActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';

// The workflow.

const { work } = proxyLocalActivities<{ work(): Promise<void> }>({ startToCloseTimeout: '10 seconds' });
const state = defineQuery('state');
const note = defineUpdate('note');

export async function example(): Promise<void> {
  setHandler(state, () => {
    // The local activity ends, and the update arrives, while the query is being answered.
    const { now } = workflowInfo().unsafe;
    const until = now() + 2_000;
    while (now() < until);
  });
  setHandler(note, () => undefined);
  await work();
  await sleep('5 seconds');
}

// The reproduction.

async function main(): Promise<void> {
  const [address = 'localhost:7233'] = process.argv.slice(2);
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF' } } });
  const client = new Client({ connection: await Connection.connect({ address }) });
  const connection = await NativeConnection.connect({ address });
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: __filename,
    ignoreModules: ['@temporalio/client', '@temporalio/proto', '@temporalio/worker'],
    logger: new DefaultLogger('ERROR'),
  });
  const taskQueue = `local-activity-order-${Date.now()}`;
  const workflowId = taskQueue;

  const handle = await client.workflow.start(example, { taskQueue, workflowId });
  // No worker runs yet, so the server attaches the query to the first workflow task.
  const query = handle.query(state);
  await wait(1_000);
  let update: Promise<unknown> | undefined;
  const activities = {
    async work(): Promise<void> {
      update ??= handle.executeUpdate(note);
      await wait(500);
    },
  };
  const options = { connection, taskQueue, workflowBundle, activities };
  const worker = await Worker.create(options);
  await worker.runUntil(async () => {
    await query;
    await update;
  });
  const history = await handle.fetchHistory();
  for (const { eventId, eventType } of history.events ?? [])
    console.log(`${String(eventId)} ${temporal.api.enums.v1.EventType[eventType ?? 0] ?? ''}`);
  const replay = await Worker.runReplayHistory({ workflowBundle }, history).then(() => 'ok', String);
  console.log(`replay: ${replay}`);
  await handle.terminate();
}

async function wait(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

if (require.main === module)
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
