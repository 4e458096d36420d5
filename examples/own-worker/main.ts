// Runs everything on this machine: npx tsx examples/own-worker/main.ts
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { SearchAttribute } from 'temporal-amazon-connect';
import {
  createLocalTestEnvironment,
  simulatedConnect,
  startSimulator,
} from 'temporal-amazon-connect/testing';
import { createWorker } from './worker';
import type { announceDelivery, Order } from './workflows';

const orders: Order[] = [
  { id: '1001', phoneNumber: '+12065550100' }, // answers
  { id: '1002', phoneNumber: '+12065550102' }, // is busy
];

async function main(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const temporal = await createLocalTestEnvironment({ searchAttributes: Object.values(SearchAttribute) });
  const simulator = await startSimulator({ speed: 20 });
  // In production: awsConnect() of temporal-amazon-connect/activities.
  const connect = simulatedConnect(simulator);
  const worker = await createWorker(temporal.nativeConnection, connect);
  await worker.runUntil(async () => {
    const results = orders.map((order) =>
      temporal.client.workflow.execute<typeof announceDelivery>('announceDelivery', {
        workflowId: `announce-${order.id}`,
        taskQueue: 'orders',
        args: [order],
      }),
    );
    for (const result of await Promise.all(results)) console.log(result);
  });
  connect.destroy?.();
  await simulator.close();
  await temporal.teardown();
}

void main();
