import { proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { BaselineActivities } from './activities';

/**
 * What a competent engineer writes in an hour: dial, poll until the contact has ended, retry. No validation, calling
 * hours, escalation, texts for the UI, cancellation or handling of lost answers.
 */
export interface PlainCallInput {
  readonly instanceId: string;
  readonly contactFlowId: string;
  readonly queueId: string;
  readonly destinationPhoneNumber: string;
  readonly attempts: number;
  /** Milliseconds between attempts. */
  readonly retryAfter: number;
  /** Milliseconds before the first one. */
  readonly startAfter?: number;
}

export type PlainCallResult = 'reached' | 'exhausted';

const { dial } = proxyActivities<BaselineActivities>({ startToCloseTimeout: '30 seconds' });

const { pollContact } = proxyActivities<BaselineActivities>({
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 1.1, maximumInterval: '30 seconds' },
});

export async function plainCall(input: PlainCallInput): Promise<PlainCallResult> {
  const { instanceId } = input;
  if (input.startAfter !== undefined) await sleep(input.startAfter);
  for (let attempt = 1; attempt <= input.attempts; attempt += 1) {
    if (attempt > 1) await sleep(input.retryAfter);
    const contactId = await dial({ ...input, clientToken: `${workflowInfo().workflowId}-${attempt}` });
    const { connected } = await pollContact({ instanceId, contactId });
    if (connected) return 'reached';
  }
  return 'exhausted';
}

/** The same, polling every five seconds until the contact has ended. */
export async function everyFiveSecondsCall(input: PlainCallInput): Promise<PlainCallResult> {
  const { instanceId } = input;
  const contactId = await dial({ ...input, clientToken: `${workflowInfo().workflowId}-1` });
  const { describe } = proxyActivities<BaselineActivities>({ startToCloseTimeout: '15 seconds' });
  for (;;) {
    const { ended, connected } = await describe({ instanceId, contactId });
    if (ended) return connected ? 'reached' : 'exhausted';
    await sleep('5 seconds');
  }
}
