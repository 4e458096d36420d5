import type { Act } from '../plan/acts';
import type { PlannedCall } from '../plan/calls';
import { patiently } from '../run/patiently';
import type { World } from '../run/world';
import { failSignal } from '../workflows/messages';
import { resetWorkflow } from './reset-workflow';

/** What a person or a program does to a call. @throws what Temporal or the call refuses */
export async function perform(
  act: Act,
  { workflowId, request }: PlannedCall,
  { calls, client }: World,
  signal: AbortSignal,
): Promise<void> {
  const patient = (work: () => Promise<unknown>) => patiently(work, signal);
  switch (act.do) {
    case 'cancel':
      await patient(() => calls.getHandle(workflowId).cancel());
      return;
    case 'pause':
      await patient(() => withinReason(client, () => calls.getHandle(workflowId).pause()));
      return;
    case 'resume':
      await patient(() => withinReason(client, () => calls.getHandle(workflowId).resume()));
      return;
    case 'reschedule':
      await patient(() =>
        withinReason(client, () =>
          calls.getHandle(workflowId).reschedule({ notBefore: new Date(Date.now() + act.by) }),
        ),
      );
      return;
    case 'reschedule-now':
      await patient(() =>
        withinReason(client, () => calls.getHandle(workflowId).reschedule({ notBefore: null })),
      );
      return;
    case 'start-again': {
      const started = await patiently(() => calls.start(request, { workflowId }), signal);
      if (started.isNew) throw new Error('it was not known: this started a second call');
      return;
    }
    case 'terminate':
      await patient(() => client.workflow.getHandle(workflowId).terminate('storm'));
      return;
    case 'reset':
      await patient(() => resetWorkflow(client, workflowId, act.to));
      return;
    case 'reset-parent':
      await patient(() => resetWorkflow(client, parentOf(workflowId), 0));
      return;
    case 'fail-parent':
      await patient(() => client.workflow.getHandle(parentOf(workflowId)).signal(failSignal));
      return;
    case 'terminate-parent':
      await patient(() => client.workflow.getHandle(parentOf(workflowId)).terminate('storm'));
  }
}

/** The workflow that starts a call as its child. */
export function parentOf(workflowId: string): string {
  return `parent-of-${workflowId}`;
}

/** An update waits for a worker; one that got lost with its worker is asked for again. */
async function withinReason<T>(client: World['client'], work: () => Promise<T>): Promise<T> {
  return await client.connection.withDeadline(Date.now() + 10_000, work);
}
