// Your worker, with one plugin more.
import { Worker, type NativeConnection } from '@temporalio/worker';
import type { Connect } from 'temporal-amazon-connect/activities';
import { OutboundCallsPlugin } from 'temporal-amazon-connect/worker';
import * as activities from './activities';

export async function createWorker(connection: NativeConnection, connect: Connect): Promise<Worker> {
  return Worker.create({
    connection,
    taskQueue: 'orders',
    workflowsPath: require.resolve('./workflows'),
    activities,
    plugins: [
      new OutboundCallsPlugin({
        connect,
        quotas: { dialsPerSecond: 2, concurrentCalls: 10 },
      }),
    ],
  });
}
