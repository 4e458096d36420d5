import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { outboundCall } from '../../../workflows';
import { parentOf } from '../acts/perform';
import type { PlannedCall } from '../plan/calls';
import type { parentOfCall } from '../workflows';
import { retryTransient } from './retry-transient';
import { taskQueue, type World } from './world';

/** Start a call in its manner, with retries. */
export async function startCall(
  { workflowId, request }: PlannedCall,
  manner: PlannedCall['manner'],
  { calls, client }: World,
  signal: AbortSignal,
): Promise<void> {
  switch (manner) {
    case 'client':
      await retryTransient(() => calls.start(request, { workflowId }), signal);
      return;
    case 'retried':
      // OutboundCalls has no retry policies; a client in another language may set one.
      await onlyOnce(() =>
        retryTransient(
          () =>
            client.workflow.start<typeof outboundCall>('outboundCall', {
              workflowId,
              taskQueue,
              args: [request],
              // Longer than most calls take, since a retried run starts from the beginning. With `resend: "never"` a
              // run must wait for the longest ring of an earlier run.
              workflowRunTimeout: request.policy.resend === 'never' ? '90 seconds' : '10 seconds',
              retry: { maximumAttempts: 100, initialInterval: '200ms', backoffCoefficient: 1 },
              workflowIdReusePolicy: 'REJECT_DUPLICATE',
            }),
          signal,
        ),
      );
      return;
    case 'child':
      await onlyOnce(() =>
        retryTransient(
          () =>
            client.workflow.start<typeof parentOfCall>('parentOfCall', {
              workflowId: parentOf(workflowId),
              taskQueue,
              args: [workflowId, request],
              // A failed parent is retried once.
              retry: { maximumAttempts: 2, initialInterval: '200ms' },
              workflowIdReusePolicy: 'REJECT_DUPLICATE',
            }),
          signal,
        ),
      );
  }
}

/** The workflow may have been started by a request whose response was lost. */
async function onlyOnce(start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
