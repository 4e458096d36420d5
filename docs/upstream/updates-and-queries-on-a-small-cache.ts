/**
 * After a query to a workflow that is not in the cache, the next workflow task can record a history that fails to replay.
 * See updates-and-queries-on-a-small-cache.md.
 *
 *   npx tsx docs/upstream/updates-and-queries-on-a-small-cache.ts [address] [update|signal] [maxCachedWorkflows]
 */
import { Client, Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import * as workflow from '@temporalio/workflow';

// The workflow.

const state = workflow.defineQuery('state');
const pauseUpdate = workflow.defineUpdate('pause');
const pauseSignal = workflow.defineSignal('pause');

export async function example(): Promise<void> {
  let paused = false;
  const pause = () => {
    paused = true;
  };
  workflow.setHandler(state, () => {
    // Keeps both task slots of the worker busy until the message has arrived.
    const { now } = workflow.workflowInfo().unsafe;
    const until = now() + 1_200;
    while (now() < until);
  });
  workflow.setHandler(pauseUpdate, pause);
  workflow.setHandler(pauseSignal, pause);
  await workflow.sleep('3 seconds');
  await workflow.condition(() => !paused);
  await workflow.sleep('60 seconds');
}

// The reproduction. The worker may poll a query or the workflow task first, at random: hence up to ten attempts.

async function main(): Promise<void> {
  const [address = 'localhost:7233', message = 'update', cache = '100'] = process.argv.slice(2);
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF' } } });
  const client = new Client({ connection: await Connection.connect({ address }) });
  const connection = await NativeConnection.connect({ address });
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: __filename,
    ignoreModules: ['@temporalio/client', '@temporalio/proto', '@temporalio/worker'],
    logger: new DefaultLogger('ERROR'),
  });

  for (let attempt = 1; attempt <= 10; attempt += 1) {
    const taskQueue = `small-cache-${String(Date.now())}`;
    const handle = await client.workflow.start(example, { taskQueue, workflowId: taskQueue });
    const options = { connection, taskQueue, workflowBundle };
    // A worker without a cache completes the first workflow task.
    const first = await Worker.create({ ...options, maxCachedWorkflows: 0 });
    await first.runUntil(wait(1_000));
    // No workflow task is pending, so the server dispatches these directly. Then the timer fires.
    const queries = [1, 2, 3].map(() => handle.query(state).then(() => 'answered', String));
    await wait(3_500);
    const second = await Worker.create({
      ...options,
      maxCachedWorkflows: Number(cache),
      maxConcurrentWorkflowTaskExecutions: 2,
      maxConcurrentWorkflowTaskPolls: 2,
    });
    await second.runUntil(async () => {
      await wait(300);
      const sent = message === 'signal' ? handle.signal(pauseSignal) : handle.executeUpdate(pauseUpdate);
      console.log(`attempt ${String(attempt)}, ${message}:`, await sent.then(() => 'accepted', String));
      console.log(`  queries: ${(await Promise.all(queries)).join(', ')}`);
      await wait(1_000);
    });

    const history = await handle.fetchHistory();
    await handle.terminate();
    const replay = await Worker.runReplayHistory({ workflowBundle }, history).then(() => 'ok', String);
    console.log(`  replay: ${replay}`);
    if (replay === 'ok') continue;
    for (const { eventId, eventType } of history.events ?? [])
      console.log(`  ${String(eventId)} ${temporal.api.enums.v1.EventType[eventType ?? 0] ?? ''}`);
    return;
  }
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
