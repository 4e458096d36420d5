import type { CallIdentity } from '../call/attempt';
import type { EarlierCall } from '../call/earlier-call';
import { isOutcome } from '../call/outcome';
import type { LedgerReport } from './apply-report';
import { callOf, type Ledger } from './ledger';

/**
 * A call with the same workflow ID that has ended with an outcome: the later one must not dial. Undefined once the later one has an
 * attempt of its own, so that a ledger that learns of the earlier one too late does not stop it half-way.
 */
export function earlierCall({ attempts, calls }: Ledger, later: CallIdentity): EarlierCall | undefined {
  if (attempts.some((entry) => callOf(entry) === later.firstExecutionRunId)) return undefined;
  for (const { workflowId, firstExecutionRunId, outcome } of calls) {
    const isEarlier = workflowId === later.workflowId && firstExecutionRunId !== later.firstExecutionRunId;
    if (isEarlier && isOutcome(outcome)) return { outcome, firstExecutionRunId };
  }
  return undefined;
}

/** The running calls that an earlier call has already made, where this report may have shown it. */
export function calledBefore(
  ledger: Ledger,
  { registered, left }: LedgerReport,
): { readonly call: CallIdentity; readonly earlier: EarlierCall }[] {
  const reported = [registered?.workflowId, left?.workflowId];
  return ledger.calls.flatMap((call) => {
    const earlier =
      !call.isOver && reported.includes(call.workflowId) ? earlierCall(ledger, call) : undefined;
    return earlier ? [{ call, earlier }] : [];
  });
}
