// A worker in a process of its own, so that a test can kill it or tell it to stop: at the worst moment.
import { NativeConnection } from '@temporalio/worker';
import type { Connect } from '../../src/connect';
import { simulatedConnect } from '../../src/testing';
import { createOutboundWorker } from '../../src/worker';
import type { WorkerProcessOptions } from './start-worker-process';

async function main([codePath, options]: string[]): Promise<void> {
  if (!codePath || !options) throw new Error('usage: worker-process WORKFLOW_BUNDLE OPTIONS');
  const { address, namespace, taskQueue, simulatorUrl, quotas, dialTimeout, isAnswered, ledger } = JSON.parse(
    options,
  ) as WorkerProcessOptions;
  const connection = await NativeConnection.connect({ address });
  const connect = simulatedConnect({ url: simulatorUrl });
  const worker = await createOutboundWorker({
    connection,
    namespace,
    taskQueue,
    connect: isAnswered === false ? neverAnswering(connect) : connect,
    ...(quotas ? { quotas } : {}),
    ...(ledger ? { ledger } : {}),
    // A dead worker is noticed by this timeout alone.
    settings: { dialTimeout: dialTimeout ?? 6_000 },
    pollDelay: () => 100,
    // What a dead worker is given of the workflows that it knew goes to another one after so long.
    worker: { workflowBundle: { codePath }, stickyQueueScheduleToStartTimeout: '1 second' },
  });
  try {
    await worker.run();
  } finally {
    connect.destroy?.();
    await connection.close();
  }
}

/** The phone rings, and that is all that is ever heard of it. */
function neverAnswering(connect: Connect): Connect {
  return {
    ...connect,
    startOutboundVoiceContact: async (request, options) => {
      await connect.startOutboundVoiceContact(request, options);
      return new Promise(() => undefined);
    },
  };
}

// Whoever started it is gone: killed, perhaps.
process.stdin
  .resume()
  .once('close', () => process.exit())
  .unref();

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
