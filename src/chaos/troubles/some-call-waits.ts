import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';

/** Until a call waits for its next attempt. @returns false when there was none in so many milliseconds */
export async function whenSomeCallWaits(client: Client, patience: number): Promise<boolean> {
  const until = performance.now() + patience;
  while (performance.now() < until) {
    const { count } = await client.workflow.count('ExecutionStatus = "Running" AND CallStatus = "waiting"');
    if (count > 0) return true;
    await delay(200);
  }
  return false;
}
