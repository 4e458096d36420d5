import { condition } from '@temporalio/workflow';

/** Its memo is encrypted with the workers' key. A process that can't decrypt it must not take part in their calls. */
export async function outboundCallKeyCheck(): Promise<void> {
  await condition(() => false);
}
