import assert from 'node:assert/strict';
import { Outcome } from '../../../src/domain/call/outcome';
import { applyReport, type LedgerReport } from '../../../src/domain/ledger/apply-report';
import { calledBefore, earlierCall } from '../../../src/domain/ledger/called-before';
import { emptyLedger, type Ledger } from '../../../src/domain/ledger/ledger';
import { reserve, type Reservation } from '../../../src/domain/ledger/reserve';
import { tidied } from '../../../src/domain/ledger/upkeep';

const day = 24 * 3600_000;
const start = Date.parse('2026-11-23T17:00:00Z');

describe('the ledger, of calls with one workflow ID', () => {
  it('refuses the first attempt of a call whose workflow ID has been used, and says how the first one ended', () => {
    const ledger = over('first', Outcome.Reached);
    const { answer, ledger: after } = reserve(ledger, asking('second'));
    const earlier = { outcome: 'reached', firstExecutionRunId: 'first' };
    assert.deepEqual(answer, { is: 'called-before', earlier });
    assert.deepEqual(after, ledger);
    assert.equal(reserve(ledger, { ...asking('second'), call: 'another-errand' }).answer.is, 'granted');
  });

  it('says that nothing was sent, where the worker of the first dial died before its reservation', () => {
    const ledger = { ...over('first', Outcome.Reached), since: start - day };
    const { answer } = reserve(ledger, { ...asking('second'), isAgain: true, sentSince: start });
    assert.ok(answer.is === 'called-before' && answer.wasNeverGranted);
  });

  it('grants the attempts of every run of one call: a reset, a workflow retry and continue-as-new keep its first run', () => {
    const ledger = over('first', Outcome.Exhausted);
    assert.equal(reserve(ledger, asking('first')).answer.is, 'granted');
    const resumed = told(ledger, { registered: identity('first', start + 8 * day) });
    assert.equal(earlierCall(resumed, identity('second')), undefined, 'it runs again');
  });

  it('grants the attempts of a call after one that failed or was terminated', () => {
    const ledger = over('first', undefined);
    assert.equal(reserve(ledger, asking('second')).answer.is, 'granted');
  });

  it('does not stop a call half-way that it has granted an attempt', () => {
    const granted = reserve(emptyLedger, asking('second')).ledger;
    const ledger = told(granted, { left: left('first', Outcome.Reached) });
    assert.equal(reserve(ledger, asking('second', 2)).answer.is, 'granted');
  });

  it('goes on saying so for the whole memory, also of a third and fourth call, and then forgets it', () => {
    let ledger = over('first', Outcome.Voicemail, start + 90 * day);
    ledger = told(ledger, { left: left('second', Outcome.Voicemail, start + 100 * day) });
    assert.equal(earlierCall(ledger, identity('third'))?.firstExecutionRunId, 'first');
    const later = tidied(ledger, start + 95 * day);
    assert.equal(earlierCall(later, identity('third'))?.firstExecutionRunId, 'second');
    assert.equal(earlierCall(tidied(ledger, start + 101 * day), identity('third')), undefined);
  });

  it('names the running calls to end, whichever report comes first', () => {
    const registered = { registered: identity('second', start + 8 * day) };
    const ended = { left: left('first', Outcome.Reached) };
    const earlier = { outcome: 'reached', firstExecutionRunId: 'first' };
    for (const [one, other] of [
      [registered, ended],
      [ended, registered],
    ] as const) {
      const ledger = told(told(emptyLedger, one), other);
      const [found, ...more] = calledBefore(ledger, other);
      assert.deepEqual([found?.call.firstExecutionRunId, found?.earlier, more], ['second', earlier, []]);
      assert.deepEqual(calledBefore(ledger, { released: [] }), []);
    }
  });

  it('looks up at once how the earlier call ended, if that one could not report it', () => {
    const running = told(emptyLedger, { registered: identity('first', start + 8 * day) });
    const { calls } = told(running, { registered: identity('second', start + 8 * day) });
    assert.deepEqual(
      calls.map(({ firstExecutionRunId, until }) => [firstExecutionRunId, until]),
      [
        ['first', start],
        ['second', start + 8 * day],
      ],
    );
  });

  it('ignores an outcome that no call has', () => {
    const ledger = told(emptyLedger, { left: left('first', 'nonsense' as Outcome) });
    assert.equal(reserve(ledger, asking('second')).answer.is, 'granted');
  });
});

const workflowId = 'reminder-A-1001';

function identity(firstExecutionRunId: string, until = start) {
  return { workflowId, firstExecutionRunId, until };
}

function left(firstExecutionRunId: string, outcome: Outcome | undefined, until = start + 90 * day) {
  return { ...identity(firstExecutionRunId, until), outcome };
}

function over(firstExecutionRunId: string, outcome: Outcome | undefined, until?: number): Ledger {
  return told(emptyLedger, { left: left(firstExecutionRunId, outcome, until) });
}

function told(ledger: Ledger, report: LedgerReport): Ledger {
  return applyReport(ledger, report, start);
}

function asking(firstExecutionRunId: string, number = 1): Reservation {
  const attemptId = `${firstExecutionRunId}.${number}`;
  const lookUpAt = start + 10 * 60_000;
  return { attemptId, call: workflowId, at: start, checks: [], keepFor: day, lookUpAt };
}
