import { condition } from '@temporalio/workflow';

/** While it runs, nothing is dialed: every dial checks for it. Terminating it releases the hold. */
export async function outboundCallHold(): Promise<void> {
  await condition(() => false);
}
