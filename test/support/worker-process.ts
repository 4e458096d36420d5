// A worker in a process of its own, so that a test can kill it: SIGKILL, at the worst moment.
import { NativeConnection } from '@temporalio/worker';
import { simulatedConnect } from '../../src/testing';
import { createOutboundWorker } from '../../src/worker';

async function main([address, taskQueue, simulatorUrl]: string[]): Promise<void> {
  if (!address || !taskQueue || !simulatorUrl)
    throw new Error('usage: worker-process ADDRESS TASK_QUEUE SIMULATOR_URL');
  const worker = await createOutboundWorker({
    connection: await NativeConnection.connect({ address }),
    taskQueue,
    connect: simulatedConnect({ url: simulatorUrl }),
    // A dead worker is noticed by this timeout alone.
    settings: { dialTimeout: 6_000 },
    pollDelay: () => 100,
  });
  await worker.run();
}

void main(process.argv.slice(2));
