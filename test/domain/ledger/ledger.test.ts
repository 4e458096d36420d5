import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyReport } from '../../../src/domain/ledger/apply-report';
import { emptyLedger, type Ledger } from '../../../src/domain/ledger/ledger';
import { reserve, type Reservation } from '../../../src/domain/ledger/reserve';
import { dueAt, nextWake, postpone, tidied } from '../../../src/domain/ledger/upkeep';
import { allowedFrom } from '../../../src/domain/ledger/allowed-from';
import type { LimitCheck } from '../../../src/domain/ledger/check';
import type { AttemptLimit } from '../../../src/domain/ledger/attempt-limit';
import type { CountedAttempt } from '../../../src/domain/ledger/counted-attempt';

const minute = 60_000;
const day = 24 * 60 * minute;
const start = Date.parse('2026-11-23T17:00:00Z');

describe('the ledger of a person', () => {
  it('grants as many attempts as the limit allows, whichever calls they are of, and answers the others with what was counted', () => {
    let ledger = emptyLedger;
    const answers = ['a', 'b', 'c'].map((call) => {
      const { ledger: after, answer } = reserve(ledger, asking(call, 1, [atMost(2)]));
      ledger = answer.is === 'granted' ? record(after, contact(call, 1, { disposition: 'busy' })) : after;
      return answer;
    });
    assert.deepEqual(
      answers.map(({ is }) => is),
      ['granted', 'granted', 'refused'],
    );
    const [, , refused] = answers;
    assert.ok(refused?.is === 'refused');
    assert.equal(refused.limit, 'most');
    assert.deepEqual(
      refused.otherAttempts.map(({ call, at }) => [call, at]),
      [
        ['call-a', start],
        ['call-b', start],
      ],
    );
    assert.equal(ledger.attempts.length, 2);
  });

  it('does not return to a call its own attempts, also under an ID that an earlier call had', () => {
    const mine = reserve(emptyLedger, asking('a', 1, [])).ledger;
    const earlier = { ...contact('b', 1, { disposition: 'busy' }), call: 'call-a' };
    const { answer } = reserve(record(mine, earlier), asking('a', 2, [atMost(2)]));
    assert.ok(answer.is === 'refused');
    assert.deepEqual(
      answer.otherAttempts.map(({ attemptId }) => attemptId),
      ['b.1'],
    );
  });

  it('grants an attempt once, however often it is requested', () => {
    const once = reserve(emptyLedger, asking('a', 1, [atMost(1)]));
    const twice = reserve(once.ledger, asking('a', 1, [atMost(1)]));
    assert.equal(twice.answer.is, 'granted');
    assert.deepEqual(twice.ledger, once.ledger);
  });

  it('weighs a reserved attempt anew on the day that it is dialed, and counts it on that day', () => {
    const reserved = reserve(emptyLedger, asking('a', 1, [atMost(1)]));
    const other = record(reserved.ledger, contact('b', 1, { at: start + day, disposition: 'busy' }));
    const again = { ...asking('a', 1, [{ ...atMost(1), since: start + day / 2 }]), at: start + day };
    assert.equal(reserve(other, again).answer.is, 'refused');
    const alone = reserve(reserved.ledger, again);
    assert.equal(alone.answer.is, 'granted');
    assert.deepEqual(
      alone.ledger.attempts.map(({ at }) => at),
      [start + day],
    );
  });

  it('leaves an attempt that may have been sent what it was granted, and weighs one that never was', () => {
    const again = { ...asking('a', 1, [atMost(1)]), isAgain: true };
    const full = record(emptyLedger, contact('b', 1, { disposition: 'busy' }));
    assert.equal(reserve(full, again).answer.is, 'refused');
    const both = reserve(full, asking('a', 1, [])).ledger;
    const granted = reserve(both, again);
    assert.equal(granted.answer.is, 'granted');
    const ids = ({ attempts }: Ledger) => attempts.map(({ attemptId }) => attemptId).sort();
    assert.deepEqual(ids(granted.ledger), ids(both));
  });

  it('looks up the dial that was granted last: the result of a look-up of an earlier one is ignored', () => {
    const { ledger } = reserve(emptyLedger, asking('a', 1, []));
    const later = start + 5 * minute;
    const again = { ...asking('a', 1, []), isAgain: true, at: later, lookUpAt: later + 10 * minute };
    const renewed = reserve(ledger, again).ledger;
    assert.deepEqual(
      renewed.attempts.map(({ at, lookUpAt }) => [at, lookUpAt]),
      [[later, later + 10 * minute]],
    );
    const about = { attemptId: 'a.1', at: start };
    assert.deepEqual(applyReport(renewed, { released: ['a.1'], about }, later), renewed);
  });

  it('lets a dial give back its own reservation alone, not one under which another dial of the attempt may ring', () => {
    const first = reserve(emptyLedger, asking('a', 1, []));
    assert.deepEqual(first.answer, { is: 'granted', sequence: 1, isNew: true });
    const back = { released: ['a.1'], about: { attemptId: 'a.1', at: start } };
    assert.deepEqual(applyReport(first.ledger, back, start).attempts, []);

    // A dial that was lost for a while, and comes when the next one has rung.
    const lost = reserve(first.ledger, asking('a', 1, []));
    assert.deepEqual(lost.answer, { is: 'granted', sequence: 1 });
    // The next one's worker has a clock that is behind.
    for (const at of [start, start - minute]) {
      const renewed = reserve(first.ledger, { ...asking('a', 1, []), isAgain: true, at });
      assert.equal(applyReport(renewed.ledger, back, start).attempts.length, 1);
    }
  });

  it("prefers the call's own report to its history", () => {
    const reserved = reserve(emptyLedger, asking('a', 1, [])).ledger;
    const told = record(reserved, contact('a', 1, { disposition: 'answered', isConversation: true }));
    const read = { attempts: [contact('a', 1, { disposition: 'unknown' })], keepFor: day };
    const about = { attemptId: 'a.1', at: start };
    assert.deepEqual(applyReport(told, { recorded: read, about }, start), told);
    assert.equal(applyReport(reserved, { recorded: read, about }, start).attempts[0]?.disposition, 'unknown');
  });

  it('weighs an attempt as new that is recorded and may not have rung: its token might ring now', () => {
    for (const disposition of ['unknown', 'not-allowed', 'busy'] as const) {
      const recorded = record(emptyLedger, contact('a', 1, { disposition }));
      const { ledger } = reserve(recorded, asking('b', 1, []));
      const { answer } = reserve(ledger, { ...asking('a', 1, []), isAgain: true });
      assert.equal(answer.is, disposition === 'busy' ? 'granted' : 'busy', disposition);
    }
  });

  it('knows that an attempt was never granted, and so never sent, if the ledger existed before the attempt could be sent', () => {
    const again = { ...asking('a', 1, [atMost(1)]), isAgain: true, sentSince: start };
    const wasNeverGranted = (since: number | undefined) => {
      const ledger = { ...emptyLedger, ...(since === undefined ? {} : { since }) };
      const [limited, engaged] = [
        reserve(record(ledger, contact('b', 1, { disposition: 'busy' })), again).answer,
        reserve(reserve(ledger, asking('b', 1, [])).ledger, again).answer,
      ];
      assert.ok(limited.is === 'refused' && engaged.is === 'busy');
      assert.equal(limited.wasNeverGranted, engaged.wasNeverGranted);
      return limited.wasNeverGranted;
    };
    assert.equal(wasNeverGranted(start - 1), true);
    assert.equal(wasNeverGranted(start), undefined, 'the one before it may have been terminated');
    assert.equal(wasNeverGranted(undefined), undefined);
  });

  it('grants one attempt at a time: nobody is rung while another call rings them, talks to them, or may', () => {
    const { ledger } = reserve(emptyLedger, asking('a', 1, []));
    assert.deepEqual(reserve(ledger, asking('b', 1, [])).answer, { is: 'busy', call: 'call-a', calls: 0 });
    const quietUntil = start + 2 * minute;
    const lost = record(ledger, contact('a', 1, { disposition: 'unknown', quietUntil }));
    assert.deepEqual(reserve(lost, asking('b', 1, [])).answer, {
      is: 'busy',
      call: 'call-a',
      until: quietUntil,
      calls: 0,
    });
    assert.equal(reserve(lost, asking('a', 2, [])).answer.is, 'granted', 'its own call knows better');
    assert.equal(reserve(lost, { ...asking('b', 1, []), at: quietUntil }).answer.is, 'granted');
    const found = record(lost, contact('a', 1, { disposition: 'no-answer' }));
    assert.equal(reserve(found, asking('b', 1, [])).answer.is, 'granted');
  });

  it('says nothing final of an attempt that is under way: it may count, be a conversation, or never be made', () => {
    const rest: LimitCheck = { kind: 'rest', limit: 'rest', after: 'attempt', since: start - day };
    const { ledger } = reserve(emptyLedger, asking('a', 1, []));
    for (const checks of [[atMost(1)], [rest]]) {
      assert.equal(reserve(ledger, asking('b', 1, checks)).answer.is, 'busy');
    }
  });

  it('counts an attempt from when it was dialed, whatever its record says of its reservation', () => {
    const { ledger } = reserve(emptyLedger, asking('a', 1, []));
    const recorded = record(ledger, contact('a', 1, { at: start - minute, disposition: 'busy' }));
    assert.deepEqual(
      recorded.attempts.map(({ at }) => at),
      [start],
    );
  });

  it('numbers attempts, so that rests take turns whatever was removed since, and returns the number to a call that must wait', () => {
    const hour = 60 * minute;
    const turns = (at: number): LimitCheck[] => [
      ...[{ kind: 'rest', limit: 'rest', after: 'attempt' } as const].map((rest) => ({
        ...rest,
        since: at - 20 * hour,
        turns: [at - 4 * hour, at - 20 * hour],
      })),
    ];
    const first = reserve(emptyLedger, asking('a', 1, []));
    const one = record(first.ledger, contact('a', 1, { disposition: 'busy' }));
    const second = reserve(one, { ...asking('a', 2, []), at: start + day - 1 });
    assert.deepEqual(
      [first.answer, second.answer],
      [1, 2].map((sequence) => ({ is: 'granted', sequence, isNew: true })),
    );
    const at = start + day - 1;
    const both = record(second.ledger, contact('a', 2, { at, endedAt: at, disposition: 'busy' }));
    const later = at + 5 * hour;
    for (const ledger of [both, tidied(both, start + day)]) {
      const { answer } = reserve(ledger, { ...asking('b', 1, turns(later)), at: later });
      assert.ok(answer.is === 'refused');
      assert.deepEqual(
        answer.otherAttempts.map(({ attemptId, sequence }) => [attemptId, sequence]),
        [['a.2', 2]],
      );
      const asTold = allowedFrom([taking4And20Hours], answer.otherAttempts, later, { zones: [] });
      assert.equal(asTold.at, at + 20 * hour, 'the call and the ledger agree');
    }
    assert.equal(tidied(both, start + day).attempts.length, 1);
  });

  it('grants what is recorded as made: its dial only learns of the contact that is there', () => {
    const reserved = reserve(emptyLedger, asking('a', 1, [])).ledger;
    const recorded = record(reserved, contact('a', 1, { disposition: 'no-answer' }));
    const { answer, ledger } = reserve(recorded, asking('a', 1, [atMost(0)]));
    assert.equal(answer.is, 'granted');
    assert.deepEqual(ledger, recorded);
  });

  it('lets rules rest after a conversation, also while it lasts', () => {
    const rest: LimitCheck = { kind: 'rest', limit: 'rest', after: 'conversation', since: start - 7 * day };
    const reserved = reserve(emptyLedger, asking('a', 1, [rest])).ledger;
    assert.equal(reserve(reserved, asking('b', 1, [rest])).answer.is, 'busy');
    const talked = record(
      reserved,
      contact('a', 1, { disposition: 'answered', endedAt: start + minute, isConversation: true }),
    );
    assert.equal(reserve(talked, asking('b', 1, [rest])).answer.is, 'refused');
  });

  it('records an attempt that it never reserved: another ledger had, and was terminated', () => {
    const ledger = record(emptyLedger, contact('a', 1, { disposition: 'busy' }));
    assert.equal(reserve(ledger, asking('b', 1, [atMost(1)])).answer.is, 'refused');
  });

  it('takes a later record for the earlier one: a lost contact was found after all', () => {
    const lost = record(emptyLedger, contact('a', 1, { disposition: 'unknown' }));
    const found = record(lost, contact('a', 1, { disposition: 'answered', isConversation: true }));
    assert.deepEqual(
      found.attempts.map(({ disposition }) => disposition),
      ['answered'],
    );
  });

  it('looks up a reservation that was not recorded, at once where its call is over', () => {
    const { ledger } = reserve(emptyLedger, asking('a', 1, []));
    assert.equal(nextWake(ledger), start + 10 * minute);
    assert.deepEqual(dueAt(ledger, start + 10 * minute - 1).attempts, []);
    assert.equal(dueAt(ledger, start + 10 * minute).attempts.length, 1);
    const left = applyReport(ledger, { left: { ...callOf('a'), until: start + day } }, start + minute);
    assert.equal(dueAt(left, start + minute).attempts.length, 1);
  });

  for (const { what, number, answer } of [
    { what: 'makes every call wait for the quiet period of the person', answer: 'busy' },
    { what: 'lets a call that waits for one number dial another', number: ['id-b'], answer: 'granted' },
    {
      what: 'makes such a call wait for its own number, under any key',
      number: ['id-b', 'id-a'],
      answer: 'busy',
    },
  ]) {
    it(`after a lost answer ${what}`, () => {
      const lost = { disposition: 'unknown', quietUntil: start + day, quietNumber: ['id-a'] } as const;
      const ledger = record(emptyLedger, contact('a', 1, lost));
      const asked = { ...asking('b', 1, []), ...(number ? { number } : {}) };
      assert.equal(reserve(ledger, asked).answer.is, answer);
    });
  }

  it('after a lost answer to an unknown number makes every call wait', () => {
    const ledger = record(emptyLedger, contact('a', 1, { disposition: 'unknown', quietUntil: start + day }));
    assert.equal(reserve(ledger, { ...asking('b', 1, []), number: ['id-b'] }).answer.is, 'busy');
  });

  it('counts a recorded attempt no more once it is proved that it never rang', () => {
    const counted = record(emptyLedger, contact('a', 1, { disposition: 'unknown', quietUntil: start + day }));
    assert.equal(reserve(counted, asking('b', 1, [atMost(1)])).answer.is, 'refused');
    const corrected = applyReport(counted, { neverRang: ['a.1'] }, start);
    assert.equal(reserve(corrected, asking('b', 1, [atMost(1)])).answer.is, 'granted');
  });

  it('forgets a reservation that was released, and never a contact that was made', () => {
    const reserved = reserve(emptyLedger, asking('a', 1, [])).ledger;
    const released = ['a.1'];
    assert.deepEqual(applyReport(reserved, { released }, start).attempts, []);
    const made = record(reserved, contact('a', 1, { disposition: 'busy' }));
    assert.equal(applyReport(made, { released }, start).attempts.length, 1);
  });

  it('keeps a reservation that was made anew while somebody looked what had become of the one before', () => {
    const reserved = reserve(emptyLedger, asking('a', 1, [])).ledger;
    const anew = reserve(reserved, { ...asking('a', 1, []), at: start + minute }).ledger;
    const about = { attemptId: 'a.1', at: start };
    const told = applyReport(anew, { released: ['a.1'], about }, start + minute);
    assert.equal(reserve(told, asking('b', 1, [])).answer.is, 'busy');
  });

  it('keeps an attempt for its keepFor after its end, then nothing at all', () => {
    const ended = contact('a', 1, { disposition: 'answered', endedAt: start + minute });
    const ledger = applyReport(record(emptyLedger, ended), { left: { ...callOf('a'), until: start } }, start);
    assert.equal(tidied(ledger, start + minute + day - 1).attempts.length, 1);
    const empty = tidied(ledger, start + minute + day);
    assert.deepEqual(empty, emptyLedger);
    assert.equal(nextWake(empty), undefined);
  });

  it('never forgets who is registered and runs, or what is reserved', () => {
    const { ledger } = reserve(emptyLedger, asking('a', 1, []));
    const registered = applyReport(ledger, { registered: { ...callOf('a'), until: start + day } }, start);
    assert.deepEqual(tidied(registered, start + 1_000 * day), registered);
  });

  it('fits into what Temporal can carry, however often a number is dialed; what goes first is old and settled', () => {
    const { ledger } = reserve(emptyLedger, asking('first', 1, []));
    const subject = '予約'.repeat(100);
    const attempts = Array.from({ length: 1_000 }, (_, index) =>
      contact('a', index + 1, { disposition: 'busy', subject }),
    );
    const calls = attempts.map(({ attemptId }) => ({
      ...{ workflowId: subject, firstExecutionRunId: attemptId },
      ...{ until: start + day, isOver: true },
    }));
    const fitting = tidied(
      { ...applyReport(ledger, { recorded: { attempts, keepFor: day } }, start), calls },
      start,
    );
    assert.ok(Buffer.byteLength(JSON.stringify(fitting)) < 1_900_000);
    const ids = fitting.attempts.map(({ attemptId }) => attemptId);
    assert.deepEqual([ids[0], ids.at(-1)], ['first.1', 'a.1000']);
    assert.ok(ids.length > 400, `${ids.length}`);
  });

  it('puts off what nobody could answer', () => {
    const { ledger } = reserve(emptyLedger, asking('a', 1, []));
    const both = applyReport(ledger, { registered: { ...callOf('a'), until: start } }, start);
    const due = dueAt(both, start + 10 * minute);
    assert.deepEqual([due.attempts.length, due.calls.length], [1, 1]);
    const later = postpone(both, due, start + day);
    assert.deepEqual(dueAt(later, start + day - 1), { attempts: [], calls: [] });
    assert.deepEqual(nextWake(later), start + day);
  });

  it('adopts what another ledger knew, and its own records are the newer ones', () => {
    const own = record(emptyLedger, contact('a', 1, { disposition: 'busy' }));
    const others = applyReport(
      reserve(emptyLedger, asking('a', 1, [])).ledger,
      {
        registered: { ...callOf('b'), until: start + day },
      },
      start,
    );
    const both = { ...others, attempts: [...others.attempts, { ...asking('b', 1, []), sequence: 2 }] };
    const adopted = applyReport(own, { adopted: both }, start);
    assert.deepEqual(
      adopted.attempts.map(({ attemptId, disposition }) => [attemptId, disposition]),
      [
        ['a.1', 'busy'],
        ['b.1', undefined],
      ],
    );
    assert.deepEqual(adopted.calls, both.calls);
    assert.deepEqual(applyReport(adopted, { adopted: both }, start), adopted, 'told twice');
  });

  it('never grants more than the limit allows, whatever the order of reservations and reports', () => {
    const step = fc.record({
      call: fc.constantFrom('a', 'b', 'c', 'd'),
      attempt: fc.integer({ min: 1, max: 4 }),
      what: fc.constantFrom('reserve', 'record', 'leave', 'again'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), (steps, most) => {
        let ledger: Ledger = emptyLedger;
        const granted = new Set<string>();
        for (const { call, attempt, what } of steps) {
          const id = `${call}.${attempt}`;
          if (what === 'record' && granted.has(id)) {
            ledger = record(ledger, contact(call, attempt, { disposition: 'no-answer' }));
          } else if (what === 'leave') {
            ledger = applyReport(ledger, { left: { ...callOf(call), until: start + day } }, start);
          } else {
            const reserved = reserve(ledger, asking(call, attempt, [atMost(most)]));
            ledger = reserved.ledger;
            if (reserved.answer.is === 'granted') granted.add(id);
          }
        }
        assert.ok(granted.size <= most, `${granted.size} of ${most}`);
      }),
    );
  });
});

function atMost(most: number): Extract<LimitCheck, { kind: 'count' }> {
  return { kind: 'count', limit: 'most', most, since: start - 7 * day };
}

const taking4And20Hours: AttemptLimit = {
  ...{ kind: 'rest', name: 'rest', after: 'attempt', per: 'person' },
  for: [{ rolling: 4 * 60 * minute }, { rolling: 20 * 60 * minute }],
};

function asking(call: string, number: number, checks: readonly LimitCheck[]): Reservation {
  return {
    attemptId: `${call}.${number}`,
    call: `call-${call}`,
    at: start,
    checks,
    keepFor: day,
    lookUpAt: start + 10 * minute,
  };
}

function contact(call: string, number: number, how: Partial<CountedAttempt>): CountedAttempt {
  return { attemptId: `${call}.${number}`, call: `call-${call}`, at: start, ...how };
}

function record(ledger: Ledger, one: CountedAttempt): Ledger {
  return applyReport(ledger, { recorded: { attempts: [one], keepFor: day } }, start);
}

function callOf(call: string) {
  return { workflowId: `call-${call}`, firstExecutionRunId: call };
}
