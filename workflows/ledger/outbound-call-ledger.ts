import {
  ActivityFailure,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import {
  dueAt,
  emptyLedger,
  nextWake,
  reserve,
  tell,
  tidied,
  putOff,
  type DueQuestions,
  type KnownCall,
  type Ledger,
} from '../../src/domain/ledger/ledger';
import { whatBecameOf } from '../activities';
import { assertReservation, optOutSaid, toldWithCare } from './ledger-guards';
import {
  closeLedgerUpdate,
  optOutPersonSignal,
  readLedgerQuery,
  reserveContactUpdate,
  tellLedgerSignal,
} from './ledger-messages';
import { personOptedOutSignal } from '../messages';

/**
 * Remembers who called one person, and how that ended, over all calls: limits are counted here, and every running call is
 * told when the person opts out. One workflow for each person, started by whoever asks first; its ID is a keyed hash.
 * It ends when nothing is left that a rule could need.
 */
export async function outboundCallLedger(
  // Its first task may come later: what was granted was granted since its start.
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

  setHandler(readLedgerQuery, () => ({ ledger, changes }), { description: 'All that it knows' });
  setHandler(
    tellLedgerSignal,
    (news) => {
      change(toldWithCare(ledger, news, Date.now()));
    },
    { description: 'What happened' },
  );
  setHandler(
    reserveContactUpdate,
    (reservation) => {
      const { ledger: changed, answer } = reserve(tidied(ledger, Date.now()), reservation);
      change(changed);
      return answer;
    },
    {
      description: 'Ask for one attempt more',
      validator: (reservation: unknown) => {
        assertReservation(ledger, reservation);
      },
    },
  );
  setHandler(
    optOutPersonSignal,
    (given) => {
      optOut = optOutSaid(given);
      changes += 1;
    },
    { description: 'Tell every running call that the person has opted out' },
  );
  setHandler(
    closeLedgerUpdate,
    (read) => {
      isClosed ||= read.changes === changes;
      return isClosed;
    },
    { description: 'End it: another ledger has adopted all that it knows' },
  );

  // Opt-outs and new runs don't wait for an answer.
  let asking: Promise<void> | undefined;
  const ask = async (due: DueQuestions) => {
    try {
      const news = await whatBecameOf({ ...due, now: Date.now() });
      for (const one of news) change(tell(ledger, one, Date.now()));
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      change(putOff(ledger, due, Date.now() + whenNotAnswered));
    } finally {
      asking = undefined;
    }
  };

  const hasEnded = () => isClosed;
  const isLong = () => changes >= mostMessages || workflowInfo().continueAsNewSuggested;
  // What it was started for may be told after its first line.
  await condition(() => changes > 0 || isClosed || nextWake(ledger) !== undefined);
  while (!hasEnded()) {
    if (optOut) {
      const news = optOut;
      optOut = undefined;
      await tellCalls(
        ledger.calls.filter(({ isOver }) => !isOver),
        news,
      );
      continue;
    }
    ledger = tidied(ledger, Date.now());
    if (isLong()) await continueAsNew<typeof outboundCallLedger>(ledger);
    const isOvertaken = () => isClosed || optOut !== undefined || isLong();
    const due = dueAt(ledger, Date.now(), mostQuestions);
    if (asking === undefined && due.contacts.length + due.calls.length > 0) asking = ask(due);
    if (asking !== undefined) {
      await condition(() => isOvertaken() || asking === undefined);
      continue;
    }
    const wake = nextWake(ledger);
    if (wake === undefined) return;
    await condition(() => isOvertaken() || (nextWake(ledger) ?? 0) < wake, Math.max(1, wake - Date.now()), {
      summary: 'Until something is to be asked or forgotten',
    });
  }
}

/** One answer takes some requests for each, and has to be there within a minute. */
const mostQuestions = 20;
/** Milliseconds. */
const whenNotAnswered = 5 * 60_000;

/** Temporal takes 2,000 updates a run, and 10,000 signals. */
const mostMessages = 500;

/** A call that is over by now needs not to be told. */
async function tellCalls(calls: readonly KnownCall[], news: { readonly reason?: string }): Promise<void> {
  for (let at = 0; at < calls.length; at += mostAtOnce) {
    await Promise.all(
      calls.slice(at, at + mostAtOnce).map(({ workflowId, firstExecutionRunId }) =>
        getExternalWorkflowHandle(workflowId)
          .signal(personOptedOutSignal, { ...news, firstExecutionRunId })
          .catch(() => undefined),
      ),
    );
  }
}

/** Temporal takes 2,000 unanswered signals to others. */
const mostAtOnce = 500;
