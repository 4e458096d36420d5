// The workflows module of your worker: the workflows of calls, and yours.
import { proxyActivities } from '@temporalio/workflow';
import { callPerson } from 'temporal-amazon-connect/workflows';
import type * as activities from './activities';

export * from 'temporal-amazon-connect/workflows';

const { updateOrder } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export interface Order {
  readonly id: string;
  readonly phoneNumber: string;
}

/** Calls the customer about a delivery, and writes to the order how the call ended. */
export async function announceDelivery(order: Order): Promise<string> {
  const { outcome, attempts } = await callPerson('delivery', {
    destinationPhoneNumber: order.phoneNumber,
    policy: {
      instanceId: 'aaaaaaaa-0000-4000-8000-000000000001',
      contactFlowId: 'bbbbbbbb-0000-4000-8000-000000000001',
      reachedWhen: 'agent',
      steps: [{ queueId: 'cccccccc-0000-4000-8000-000000000001', attempts: 2, retryAfter: '1 second' }],
    },
  });
  return updateOrder(order.id, `customer ${outcome} after ${attempts.length} attempt(s)`);
}
