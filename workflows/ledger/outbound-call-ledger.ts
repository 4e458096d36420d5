import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  log,
  workflowInfo,
} from '@temporalio/workflow';
import { applyReport, type LedgerReport } from '../../src/domain/ledger/apply-report';
import { calledBefore } from '../../src/domain/ledger/called-before';
import { emptyLedger, type KnownCall, type Ledger } from '../../src/domain/ledger/ledger';
import { reserve } from '../../src/domain/ledger/reserve';
import {
  dueAt,
  isTooLarge,
  nextWake,
  tidied,
  postpone,
  type DueLookUps,
} from '../../src/domain/ledger/upkeep';
import { whatBecameOf } from '../activity-proxies';
import {
  closeLedgerUpdate,
  optOutPersonSignal,
  readLedgerQuery,
  reserveAttemptUpdate,
  reportToLedgerSignal,
} from '../../src/contract/ledger-messages';
import { calledBeforeSignal, personOptedOutSignal } from '../../src/contract/call-messages';
import { FailureType } from '../../src/contract/failure-type';
import { onQuery, onSignal, onUpdate } from '../handle';

/**
 * The ledger of one person: every attempt of every call, and how it ended. It counts limits, and notifies running calls when the
 * person opts out. There is one workflow per person, started by its first message; its ID is a keyed hash. It ends when it holds
 * nothing that a rule could need.
 */
export async function outboundCallLedger(
  // The first workflow task may come later, but nothing was granted before the start.
  given: Ledger = { ...emptyLedger, since: workflowInfo().startTime.getTime() },
): Promise<void> {
  let ledger = given;
  let changes = 0;
  let isClosed = false;
  let optOut: { readonly reason?: string } | undefined;
  const change = (changed: Ledger) => {
    ledger = changed;
    changes += 1;
  };

  /**
   * End calls whose workflow ID an earlier call has used. Not awaited: a call that is not notified waits for its next due dial, which
   * is refused. One signal to a call at a time: Temporal accepts 2,000 pending ones.
   */
  const notified = new Set<string>();
  const notifyRepeated = (after: LedgerReport) => {
    for (const { call, earlier } of calledBefore(ledger, after)) {
      const { workflowId, firstExecutionRunId } = call;
      if (notified.has(firstExecutionRunId) || notified.size >= mostAtOnce) continue;
      notified.add(firstExecutionRunId);
      void getExternalWorkflowHandle(workflowId)
        .signal(calledBeforeSignal, { firstExecutionRunId, earlier })
        .catch(() => undefined)
        .finally(() => notified.delete(firstExecutionRunId));
    }
  };

  // Messages that came before are handled at once.
  onQuery(readLedgerQuery, () => ({ ledger, changes }), 'The whole ledger');
  onSignal(
    reportToLedgerSignal,
    (report) => {
      changes += 1;
      const changed = applyReport(ledger, report, Date.now());
      if (isTooLarge(changed)) {
        log.warn('Ledger ignored a report: more calls and attempts under way than it has room for');
        return;
      }
      ledger = changed;
      notifyRepeated(report);
    },
    'Report what happened to calls and attempts',
  );
  onUpdate(
    reserveAttemptUpdate,
    (reservation) => {
      const { ledger: changed, answer } = reserve(tidied(ledger, Date.now()), reservation);
      change(changed);
      return answer;
    },
    'Request one more attempt',
    (reservation) => {
      if (!isTooLarge(reserve(ledger, reservation).ledger)) return;
      throw ApplicationFailure.nonRetryable(
        'The ledger has more calls and attempts under way than it has room for.',
        FailureType.MessageRefused,
      );
    },
  );
  onSignal(
    optOutPersonSignal,
    (given) => {
      optOut = given;
      changes += 1;
    },
    'Notify every running call that the person has opted out',
  );
  onUpdate(
    closeLedgerUpdate,
    (read) => {
      isClosed ||= read.changes === changes;
      return isClosed;
    },
    'Close the ledger: another ledger has adopted its contents',
  );

  // Runs beside the loop, so that opt-outs and new runs need not wait for it.
  let lookingUp: Promise<void> | undefined;
  const lookUp = async (due: DueLookUps) => {
    try {
      const reports = await whatBecameOf({ ...due, now: Date.now() });
      for (const one of reports) {
        change(applyReport(ledger, one, Date.now()));
        notifyRepeated(one);
      }
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      change(postpone(ledger, due, Date.now() + lookUpRetryMs));
    } finally {
      lookingUp = undefined;
    }
  };

  const hasEnded = () => isClosed;
  const isLong = () => changes >= mostMessages || workflowInfo().continueAsNewSuggested;
  // The message that started the workflow may be handled after its first line.
  await condition(() => changes > 0 || isClosed || nextWake(ledger) !== undefined);
  while (!hasEnded()) {
    if (optOut) {
      const message = optOut;
      optOut = undefined;
      await notifyCalls(
        ledger.calls.filter(({ isOver }) => !isOver),
        message,
      );
      continue;
    }
    ledger = tidied(ledger, Date.now());
    if (isLong()) await continueAsNew<typeof outboundCallLedger>(ledger);
    const isOvertaken = () => isClosed || optOut !== undefined || isLong();
    const due = dueAt(ledger, Date.now(), mostLookUps);
    if (lookingUp === undefined && due.attempts.length + due.calls.length > 0) lookingUp = lookUp(due);
    if (lookingUp !== undefined) {
      await condition(() => isOvertaken() || lookingUp === undefined);
      continue;
    }
    const wake = nextWake(ledger);
    if (wake === undefined) return;
    await condition(() => isOvertaken() || (nextWake(ledger) ?? 0) < wake, Math.max(1, wake - Date.now()), {
      summary: 'Until an attempt is looked up or an entry expires',
    });
  }
}

/** Each needs several requests, and all must finish within a minute. */
const mostLookUps = 20;
/** Milliseconds. */
const lookUpRetryMs = 5 * 60_000;

/** Temporal accepts 2,000 updates and 10,000 signals per run. */
const mostMessages = 500;

/** A call that has ended meanwhile need not be notified. */
async function notifyCalls(
  calls: readonly KnownCall[],
  message: { readonly reason?: string },
): Promise<void> {
  for (let at = 0; at < calls.length; at += mostAtOnce) {
    await Promise.all(
      calls.slice(at, at + mostAtOnce).map(({ workflowId, firstExecutionRunId }) =>
        getExternalWorkflowHandle(workflowId)
          .signal(personOptedOutSignal, { ...message, firstExecutionRunId })
          .catch(() => undefined),
      ),
    );
  }
}

/** Temporal accepts 2,000 pending signals to other workflows. */
const mostAtOnce = 500;
