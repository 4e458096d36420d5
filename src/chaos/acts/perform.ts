import { randomUUID } from 'node:crypto';
import type { Act } from '../plan/acts';
import type { PlannedCall } from '../plan/calls';
import type { Confirmed } from '../run/chronicle';
import { retryTransient } from '../run/retry-transient';
import { ledgerIdOf, type World } from '../run/world';
import { failSignal } from '../workflows/messages';
import { dialsUnderWay } from './dials-under-way';
import { endWorkflowPause } from './end-pauses';
import { resetWorkflow } from './reset-workflow';
import { pauseActivity, pauseWorkflow, pendingActivities, unpauseActivity } from './temporal-pauses';

/** What an act is about. */
export interface Target {
  readonly call: PlannedCall;
  /** Workflow IDs of all calls to the person. */
  readonly toPerson: readonly string[];
}

/** Perform one act on a call. @throws Error when Temporal or the call refuses it */
export async function perform(
  act: Act,
  { call, toPerson }: Target,
  world: World,
  signal: AbortSignal,
): Promise<boolean | Confirmed> {
  const { workflowId, request, phones } = call;
  const { calls, client } = world;
  const retried = <T>(work: () => Promise<T>) => retryTransient(work, signal);
  const stopped = async (workflowIds: readonly string[]) => ({
    dialing: await retried(() => dialsUnderWay(client, workflowIds)),
  });
  const ledgerId = ledgerIdOf(request.destinationPhoneNumber);
  const requestId = randomUUID();
  switch (act.do) {
    case 'opt-out':
      await retried(() => calls.optOuts.add(request.destinationPhoneNumber));
      return stopped(toPerson);
    case 'opt-out-call':
      await retried(() => withDeadline(client, () => calls.getHandle(workflowId).optOut()));
      return stopped(toPerson);
    case 'opt-in':
      for (const { e164 } of phones) await retried(() => calls.optOuts.remove(e164));
      return true;
    case 'pause-workflow':
      await retried(() => pauseWorkflow(client, workflowId, requestId));
      return stopped([workflowId]);
    case 'unpause-workflow':
      return retried(() => endWorkflowPause(workflowId, world));
    case 'pause-ledger':
      await retried(() => pauseWorkflow(client, ledgerId, requestId));
      return true;
    case 'unpause-ledger':
      return retried(() => endWorkflowPause(ledgerId, world));
    case 'pause-activity': {
      const pending = await retried(() => pendingActivities(client, workflowId));
      const chosen = pending[Math.round(act.which * (pending.length - 1))];
      if (!chosen) return false;
      const { activityId, type, isRunning } = chosen;
      await retried(() => pauseActivity(client, workflowId, activityId, requestId));
      return { detail: `${type}, ${isRunning ? 'running' : 'waiting'}` };
    }
    case 'unpause-activities': {
      const pending = await retried(() => pendingActivities(client, workflowId));
      const paused = pending.filter(({ isPaused }) => isPaused);
      for (const { activityId } of paused) {
        await retried(() => unpauseActivity(client, workflowId, activityId));
      }
      return paused.length > 0;
    }
    case 'cancel':
      await retried(() => calls.getHandle(workflowId).cancel());
      return true;
    case 'pause':
      await retried(() => withDeadline(client, () => calls.getHandle(workflowId).pause()));
      return true;
    case 'resume':
      await retried(() => withDeadline(client, () => calls.getHandle(workflowId).resume()));
      return true;
    case 'reschedule':
      await retried(() =>
        withDeadline(client, () =>
          calls.getHandle(workflowId).reschedule({ notBefore: new Date(Date.now() + act.byMs) }),
        ),
      );
      return true;
    case 'reschedule-now':
      await retried(() =>
        withDeadline(client, () => calls.getHandle(workflowId).reschedule({ notBefore: null })),
      );
      return true;
    case 'start-again': {
      const started = await retryTransient(() => calls.start(request, { workflowId }), signal);
      if (started.isNew) throw new Error('the call was unknown: this started a second call');
      return true;
    }
    case 'terminate':
      await retried(() => client.workflow.getHandle(workflowId).terminate('storm'));
      return true;
    case 'reset':
      await retried(() => resetWorkflow(client, workflowId, act.to));
      return true;
    case 'reset-parent':
      await retried(() => resetWorkflow(client, parentOf(workflowId), 0));
      return true;
    case 'fail-parent':
      await retried(() => client.workflow.getHandle(parentOf(workflowId)).signal(failSignal));
      return true;
    case 'terminate-parent':
      await retried(() => client.workflow.getHandle(parentOf(workflowId)).terminate('storm'));
      return true;
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
