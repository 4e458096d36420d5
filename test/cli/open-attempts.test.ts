import assert from 'node:assert/strict';
import { openAttempts, type ActivityEnd, type HistoryRecord } from '../../src/cli/orphans/open-attempts';
import { attemptId } from '../../src/domain/attempt';
import { call, plan } from '../connect/support';

const at = '2026-11-23T17:00:00.000Z';
const later = '2026-11-23T17:00:30.000Z';
const contactId = 'c-1';

const started = completed({ result: 'started', contactId, sentAt: at });
const maybeSent = completed({ result: 'maybe-sent', why: 'lost', firstSentAt: at });
const notSent = completed({ result: 'not-sent', why: 'throttled', retryAfter: 1_000 });
const seenToEnd = follow(completed({ result: 'ended', contact: { contactId, attributes: {} } }));

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
  ] as const) {
    it(`are ${what}`, () => {
      assert.deepEqual(
        openAttempts(call, history).map((attempt) => attempt.contactId),
        expected,
      );
    });
  }

  for (const [what, history] of [
    ['a contact that was seen to end', [dial(started), seenToEnd]],
    ['a contact whose end an event told', [dial(maybeSent), told(1)]],
    ['a contact that was found and seen to end', [dial(maybeSent), search({ contactId }), seenToEnd]],
    ['a dial that was not sent', [dial(notSent)]],
    ['a dial that was refused', [dial(failed({ phoneMayHaveRung: false }))]],
    ['a dial that was cancelled in its queue', [dial({ how: 'cancelled' })]],
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

  it('are told with what is needed to look for them', () => {
    assert.deepEqual(openAttempts(call, [dial(started), seenToEnd, dial({ how: 'open' }, 2)]), [
      {
        number: 2,
        attemptId: attemptId(call, 2),
        instanceId: plan().instanceId,
        destinationPhoneNumber: plan().destinationPhoneNumber,
        contactId: undefined,
        lastSentAt: later,
      },
    ]);
  });

  it('come along from the runs before', () => {
    const { instanceId, destinationPhoneNumber } = plan();
    const continued: HistoryRecord = {
      is: 'continued',
      request: { policy: { instanceId } },
      carried: {
        attempts: [
          { number: 1, destinationPhoneNumber, disposition: 'busy' },
          { number: 2, destinationPhoneNumber, disposition: 'unknown', phoneMayBeRinging: true },
        ],
      },
      at,
    };
    assert.deepEqual(
      openAttempts(call, [continued]).map(({ number, lastSentAt }) => [number, lastSentAt]),
      [[2, at]],
    );
    assert.deepEqual(openAttempts(call, [continued, told(2)]), []);
  });

  it('are none of what nobody understands', () => {
    const nonsense = [null, 'dial', {}, { plan: {} }];
    const history = nonsense.flatMap((input): HistoryRecord[] => [
      { is: 'activity', type: 'dial', input, end: started, at },
      { is: 'activity', type: 'awaitContact', input, end: started, at },
      { is: 'told', contact: input },
      { is: 'continued', request: input, carried: input, at },
    ]);
    assert.deepEqual(openAttempts(call, history), []);
  });
});

function dial(end: ActivityEnd, number = 1): HistoryRecord {
  return { is: 'activity', type: 'dial', input: { call, plan: plan({ number }) }, end, at: later };
}

function follow(end: ActivityEnd): HistoryRecord {
  const input = { contactId, attemptId: attemptId(call, 1) };
  return { is: 'activity', type: 'awaitContact', input, end, at: later };
}

function search(result: { contactId?: string }): HistoryRecord {
  const input = { attemptId: attemptId(call, 1) };
  return { is: 'activity', type: 'findContact', input, end: completed(result), at: later };
}

function told(number: number): HistoryRecord {
  return { is: 'told', contact: { attributes: { outboundCallAttemptId: attemptId(call, number) } } };
}

function completed(result: unknown): ActivityEnd {
  return { how: 'completed', result };
}

function failed(detail: unknown): ActivityEnd {
  return { how: 'failed', detail };
}
