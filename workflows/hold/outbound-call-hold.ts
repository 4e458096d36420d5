import { condition } from '@temporalio/workflow';

/** As long as it runs, nobody is called: every dial looks whether there is one. It is released by terminating it. */
export async function outboundCallHold(): Promise<void> {
  await condition(() => false);
}
