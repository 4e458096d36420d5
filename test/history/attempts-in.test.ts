import assert from 'node:assert/strict';
import { attemptId, type Attempt, type CallIdentity } from '../../src/domain/call/attempt';
import { attemptsIn, isOpen } from '../../src/history';
import type { ActivityEnd, CallEvent } from '../../src/history/call-event';
import { call, plan } from '../connect/support';

const at = '2026-11-23T17:00:00.000Z';
const later = '2026-11-23T17:00:30.000Z';
const contactId = 'c-1';

const started = completed({ result: 'started', contactId, sentAt: at });
const maybeSent = completed({ result: 'maybe-sent', why: 'lost', firstSentAt: at });
const notSent = completed({ result: 'not-sent', why: 'throttled', retryAfter: 1_000 });
const redecided = completed({ result: 'redecided', decision: {} });
const seenToEnd = follow(recordedAttempt());

describe('the attempts of a call that nobody saw end', () => {
  for (const [what, history, expected] of [
    ['a contact that was started and not seen to end', [dial(started)], [contactId]],
    ['a contact that is still followed', [dial(started), follow({ how: 'open' })], [contactId]],
    [
      'a contact that Amazon Connect did not show',
      [dial(started), follow(completed({ result: 'lost' }))],
      [contactId],
    ],
    ['a dial under way when the history ended', [dial({ how: 'open' })], [undefined]],
    ['a dial whose worker died', [dial({ how: 'timed-out', wasStarted: true })], [undefined]],
    [
      'a dial that was cancelled in the hands of a worker',
      [dial({ how: 'cancelled', wasStarted: true })],
      [undefined],
    ],
    ['a dial with a result of another version', [dial(completed({ result: 'queued' }))], [undefined]],
    ['a dial whose answer was lost', [dial(maybeSent)], [undefined]],
    [
      'a dial that failed after it may have been sent',
      [dial(failed({ phoneMayHaveRung: true }))],
      [undefined],
    ],
    ['a lost answer that was asked for again in vain', [dial(maybeSent), dial(failed({}))], [undefined]],
    ['a lost answer that was asked for again', [dial(maybeSent), dial(started)], [contactId]],
    [
      'a lost answer whose contact was found by a search',
      [dial(maybeSent), search({ contactId })],
      [contactId],
    ],
    ['a lost answer that a search did not find', [dial(maybeSent), search({})], [undefined]],
    ['a contact whose end only a signal told', [dial(started), told(1, 'any')], [contactId]],
    ['a lost answer whose contact only a signal told', [dial(maybeSent), told(1)], [contactId]],
    [
      'a contact whose end was recorded because of a signal',
      [dial(started), told(1), decided(record({ contactId }))],
      [contactId],
    ],
    [
      'a contact for which a signal named another one',
      [dial(started), told(1, 'any'), decided(record({ contactId: 'any' }))],
      [contactId],
    ],
  ] as const) {
    it(`are ${what}`, () => {
      assert.deepEqual(
        openAttempts(call, history).map(({ dial }) =>
          typeof dial === 'object' ? dial.contactId : undefined,
        ),
        expected,
      );
    });
  }

  for (const [what, history] of [
    ['a contact that was seen to end', [dial(started), seenToEnd]],
    ['a contact that was found and seen to end', [dial(maybeSent), search({ contactId }), seenToEnd]],
    ['a contact that an activity recorded', [dial(started), follow(recordedAttempt())]],
    ['a lost answer that a decision recorded without a contact', [dial(maybeSent), decided(record())]],
    ['a dial that was not sent', [dial(notSent)]],
    ['a dial in place of which a newer decision was made', [dial(redecided)]],
    ['a dial of which a worker knew nothing', [dial({ how: 'failed', type: 'NotFoundError', details: [] })]],
    ['a lost dial that the ledger never granted', [dial(maybeSent), dial(notSent)]],
    ['a dial that was refused', [dial(failed({ phoneMayHaveRung: false }))]],
    ['a dial that was cancelled in its queue', [dial({ how: 'cancelled', wasStarted: false })]],
    ['a dial that no worker took', [dial({ how: 'timed-out', wasStarted: false })]],
  ] as const) {
    it(`are not ${what}`, () => {
      assert.deepEqual(openAttempts(call, history), []);
    });
  }

  it('a later refusal does not make a lost one unsent', () => {
    const refused = dial(failed({ phoneMayHaveRung: false }));
    assert.equal(openAttempts(call, [dial(maybeSent), refused]).length, 1);
  });

  it('are returned with what is needed to search for them', () => {
    assert.deepEqual(openAttempts(call, [dial(started), seenToEnd, dial({ how: 'open' }, 2)]), [
      {
        number: 2,
        attemptId: attemptId(call, 2),
        instanceId: plan().instanceId,
        destinationPhoneNumber: plan().destinationPhoneNumber,
        dial: 'maybe-sent',
        lastSentAt: later,
        hasEnded: false,
        record: undefined,
      },
    ]);
  });

  it('come along from the runs before', () => {
    const { destinationPhoneNumber } = plan();
    const continued = startedWith({
      attempts: [
        record({ destinationPhoneNumber, disposition: 'busy' }),
        record({
          ...{ number: 2, destinationPhoneNumber, endedAt: at },
          ...{ disposition: 'unknown', phoneMayBeRinging: true },
        }),
      ],
    });
    assert.deepEqual(
      openAttempts(call, [continued]).map(({ number, lastSentAt }) => [number, lastSentAt]),
      [[2, at]],
    );
  });

  it('are none of what nobody understands', () => {
    const nonsense = [null, 'dial', {}, { plan: {} }];
    const history = nonsense.flatMap((input): CallEvent[] => [
      activity('outboundDial', input, started),
      activity('outboundAwaitContact', input, started),
      { is: 'contact-ended', contact: input },
      { is: 'started', firstExecutionRunId, request: input, carried: input },
      { is: 'completed', result: input },
    ]);
    assert.deepEqual(openAttempts(call, history), []);
  });
});

describe('the attempts of a call with several runs', () => {
  const dials = (...runs: CallEvent[][]) => attemptsIn(call, runs).map((attempt) => attempt.dial);

  it('are what the run that knows most says', () => {
    assert.deepEqual(dials([dial(notSent)], [dial(maybeSent)]), ['maybe-sent']);
    assert.deepEqual(dials([dial(maybeSent)], [dial(started)]), [{ contactId }]);
    assert.deepEqual(dials([dial(started)], [dial(maybeSent)]), [{ contactId }]);
  });

  it('are not unsent by what another run did not send', () => {
    assert.deepEqual(dials([dial(maybeSent)], [dial(notSent)]), ['maybe-sent']);
    assert.deepEqual(dials([dial(notSent)], [dial(maybeSent)]), ['maybe-sent']);
  });

  it('have ended when one run saw it', () => {
    assert.deepEqual(attemptsIn(call, [[dial(started), seenToEnd], [dial(started)]]).filter(isOpen), []);
  });

  it('are recorded by the run that saw more', () => {
    const unknown = record({ disposition: 'unknown', phoneMayBeRinging: true });
    const runs = [
      [dial(maybeSent), decided(record())],
      [dial(maybeSent), decided(unknown)],
    ];
    for (const some of [runs, [...runs].reverse()]) {
      assert.deepEqual(
        attemptsIn(call, some).map(({ record: recorded }) => recorded?.disposition),
        ['busy'],
      );
    }
  });

  it('are none of another call that had the same workflow ID', () => {
    const other: CallIdentity = { ...call, firstExecutionRunId: '0199c0de-0000-7000-8000-00000000000c' };
    assert.deepEqual(attemptsIn(other, [[startedWith(undefined), dial(started)]]), []);
  });
});

describe('the record of an attempt', () => {
  const recorded = (...run: CallEvent[]) => attemptsIn(call, [run]).map((attempt) => attempt.record);

  it('is what the activity returned that saw its end', () => {
    assert.deepEqual(recorded(dial(started), follow(recordedAttempt())), [record()]);
  });

  it('is the newest: a late find replaces the unknown', () => {
    const unknown = record({ disposition: 'unknown', phoneMayBeRinging: true });
    assert.deepEqual(recorded(dial(maybeSent), decided(unknown), decided(record())), [record()]);
  });

  it("is in the call's result, too", () => {
    const result = { outcome: 'exhausted', attempts: [record()] };
    assert.deepEqual(recorded(dial(started), { is: 'completed', result }), [record()]);
  });

  it('names the contact whose ID the dial did not learn', () => {
    const [attempt] = attemptsIn(call, [[dial(maybeSent), decided(record({ contactId }))]]);
    assert.deepEqual(attempt?.dial, { contactId });
  });
});

const { firstExecutionRunId } = call;

function openAttempts(identity: CallIdentity, run: readonly CallEvent[]) {
  return attemptsIn(identity, [run]).filter(isOpen);
}

function activity(type: string, input: unknown, end: ActivityEnd): CallEvent {
  return { is: 'activity', activityId: '1', type, input, end, at: later };
}

function dial(end: ActivityEnd, number = 1): CallEvent {
  return activity('outboundDial', { call, plan: plan({ number }) }, end);
}

function follow(end: ActivityEnd): CallEvent {
  return activity('outboundAwaitContact', { contactId, attemptId: attemptId(call, 1) }, end);
}

function search(result: { contactId?: string }): CallEvent {
  return activity('outboundFindContact', { attemptId: attemptId(call, 1) }, completed(result));
}

function decided(...recorded: Attempt[]): CallEvent {
  return activity('outboundDecide', {}, completed({ decision: {}, recorded }));
}

function told(number: number, id = contactId): CallEvent {
  const attributes = { outboundCallAttemptId: attemptId(call, number) };
  return { is: 'contact-ended', contact: { contactId: id, attributes } };
}

function startedWith(carried: unknown): CallEvent {
  const { instanceId } = plan();
  return { is: 'started', firstExecutionRunId, request: { policy: { instanceId } }, carried };
}

function record(members: Partial<Attempt> = {}): Attempt {
  const { number, step, destinationPhoneNumber, contactFlowId } = plan();
  return {
    ...{ number, step, destinationPhoneNumber, contactFlowId },
    ...{ startedAt: at, endedAt: later, disposition: 'busy', reached: false },
    ...members,
  };
}

function recordedAttempt(): ActivityEnd {
  return completed({ result: 'ended', decided: { recorded: [record()] } });
}

function completed(result: unknown): ActivityEnd {
  return { how: 'completed', result };
}

function failed(detail: unknown): ActivityEnd {
  return { how: 'failed', details: [detail] };
}
