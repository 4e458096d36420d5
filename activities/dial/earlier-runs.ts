import { activityInfo, getClient } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { FailureType } from '../../src/connect';
import { tokenTrustMs } from '../../src/connect/client-token';
import type { CallIdentity } from '../../src/domain/call/attempt';
import { isOver } from '../../src/domain/instant';
import { attemptsIn, readRun } from '../../src/history';
import { runIdsOf } from '../../src/ledger';
import type { DialInput, RunFacts } from '../../src/contract/dial';

/**
 * After a reset or a workflow retry, the earlier run may have made this attempt at any time since the call began. Once Amazon
 * Connect has forgotten the token, sending it would ring the phone again.
 */
export function mayBeForgotten({ run }: DialInput, now: number): boolean {
  return isRerun(run) && isOver(Date.parse(run.startedAt) + tokenTrustMs, now);
}

export function isRerun(run: RunFacts): boolean {
  const runId = activityInfo().workflowExecution?.runId;
  return run.isRerun || (runId !== undefined && runId !== run.originalRunId);
}

/** With `"resend": "never"` no token is sent twice, not even by another run. */
export async function mayHaveBeenMade({ run, call, plan }: DialInput): Promise<boolean> {
  if (!isRerun(run)) return false;
  try {
    return await wasDialedBefore(call, plan.number);
  } catch (error) {
    throw ApplicationFailure.create({
      type: FailureType.Network,
      message: `Could not learn from Temporal whether an earlier run made attempt ${plan.number}: ${String(error)}`,
      details: [{ phoneMayHaveRung: false }],
    });
  }
}

/** May another run of the call have sent this attempt? True also when a run can no longer be read. */
async function wasDialedBefore(call: CallIdentity, number: number): Promise<boolean> {
  const { workflowId, firstExecutionRunId } = call;
  const client = getClient();
  const own = activityInfo().workflowExecution?.runId;
  for (const runId of await runIdsOf(client, workflowId, [firstExecutionRunId])) {
    const run = runId === own ? [] : await readRun(client, workflowId, runId);
    if (!run) return true;
    if (attemptsIn(call, [run]).some((one) => one.number === number && one.dial !== 'not-sent')) return true;
  }
  return false;
}
