import type { Act } from '../plan/acts';
import type { PlannedCall } from '../plan/calls';
import { retryTransient } from '../run/retry-transient';
import type { World } from '../run/world';
import { failSignal } from '../workflows/messages';
import { resetWorkflow } from './reset-workflow';

/** Perform one act on a call. @throws Error when Temporal or the call refuses it */
export async function perform(
  act: Act,
  { workflowId, request }: PlannedCall,
  { calls, client }: World,
  signal: AbortSignal,
): Promise<void> {
  const retried = (work: () => Promise<unknown>) => retryTransient(work, signal);
  switch (act.do) {
    case 'cancel':
      await retried(() => calls.getHandle(workflowId).cancel());
      return;
    case 'pause':
      await retried(() => withDeadline(client, () => calls.getHandle(workflowId).pause()));
      return;
    case 'resume':
      await retried(() => withDeadline(client, () => calls.getHandle(workflowId).resume()));
      return;
    case 'reschedule':
      await retried(() =>
        withDeadline(client, () =>
          calls.getHandle(workflowId).reschedule({ notBefore: new Date(Date.now() + act.byMs) }),
        ),
      );
      return;
    case 'reschedule-now':
      await retried(() =>
        withDeadline(client, () => calls.getHandle(workflowId).reschedule({ notBefore: null })),
      );
      return;
    case 'start-again': {
      const started = await retryTransient(() => calls.start(request, { workflowId }), signal);
      if (started.isNew) throw new Error('the call was unknown: this started a second call');
      return;
    }
    case 'terminate':
      await retried(() => client.workflow.getHandle(workflowId).terminate('storm'));
      return;
    case 'reset':
      await retried(() => resetWorkflow(client, workflowId, act.to));
      return;
    case 'reset-parent':
      await retried(() => resetWorkflow(client, parentOf(workflowId), 0));
      return;
    case 'fail-parent':
      await retried(() => client.workflow.getHandle(parentOf(workflowId)).signal(failSignal));
      return;
    case 'terminate-parent':
      await retried(() => client.workflow.getHandle(parentOf(workflowId)).terminate('storm'));
  }
}

/** The workflow that starts a call as its child. */
export function parentOf(workflowId: string): string {
  return `parent-of-${workflowId}`;
}

/** With a deadline: an update that was lost with its worker is then sent again. */
async function withDeadline<T>(client: World['client'], work: () => Promise<T>): Promise<T> {
  return await client.connection.withDeadline(Date.now() + 10_000, work);
}
