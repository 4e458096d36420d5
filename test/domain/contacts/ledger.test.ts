import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  dueAt,
  emptyLedger,
  nextWake,
  reserve,
  tell,
  tidied,
  type Ledger,
  type Reservation,
} from '../../../src/domain/contacts/ledger';
import type { ContactCheck } from '../../../src/domain/contacts/check';
import type { PastContact } from '../../../src/domain/contacts/past-contact';

const minute = 60_000;
const day = 24 * 60 * minute;
const start = Date.parse('2026-11-23T17:00:00Z');

describe('the ledger of a person', () => {
  it('grants as many attempts as the limit allows, whichever calls they are of, and tells the others what was counted', () => {
    let ledger = emptyLedger;
    const answers = ['a', 'b', 'c'].map((call) => {
      const { ledger: after, answer } = reserve(ledger, asking(call, 1, [atMost(2)]));
      ledger = after;
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
      refused.contacts.map(({ call, at }) => [call, at]),
      [
        ['call-a', start],
        ['call-b', start],
      ],
    );
    assert.equal(ledger.contacts.length, 2);
  });

  it('does not tell a call what it did itself, also under an ID that an earlier call had', () => {
    const mine = reserve(emptyLedger, asking('a', 1, []));
    const earlier = { ...asking('b', 1, []), call: 'call-a' };
    const both = reserve(mine.ledger, earlier);
    const { answer } = reserve(both.ledger, asking('a', 2, [atMost(2)]));
    assert.ok(answer.is === 'refused');
    assert.deepEqual(
      answer.contacts.map(({ attemptId }) => attemptId),
      ['b.1'],
    );
  });

  it('grants an attempt once, however often it is asked for', () => {
    const once = reserve(emptyLedger, asking('a', 1, [atMost(1)]));
    const twice = reserve(once.ledger, asking('a', 1, [atMost(1)]));
    assert.equal(twice.answer.is, 'granted');
    assert.deepEqual(twice.ledger, once.ledger);
  });

  it('weighs a reserved attempt anew on the day that it is dialed, and counts it on that day', () => {
    const reserved = reserve(emptyLedger, asking('a', 1, [atMost(1)]));
    const other = reserve(reserved.ledger, { ...asking('b', 1, []), at: start + day });
    const again = { ...asking('a', 1, [{ ...atMost(1), since: start + day / 2 }]), at: start + day };
    assert.equal(reserve(other.ledger, again).answer.is, 'refused');
    const alone = reserve(reserved.ledger, again);
    assert.equal(alone.answer.is, 'granted');
    assert.deepEqual(
      alone.ledger.contacts.map(({ at }) => at),
      [start + day],
    );
  });

  it('leaves an attempt that may have been sent what it was granted, and weighs one that never was', () => {
    const again = { ...asking('a', 1, [atMost(1)]), isAgain: true };
    const full = reserve(emptyLedger, asking('b', 1, [])).ledger;
    assert.equal(reserve(full, again).answer.is, 'refused');
    const both = reserve(full, asking('a', 1, [])).ledger;
    const granted = reserve(both, again);
    assert.equal(granted.answer.is, 'granted');
    assert.deepEqual(granted.ledger, both);
  });

  it('grants what is recorded as made: its dial only learns of the contact that is there', () => {
    const reserved = reserve(emptyLedger, asking('a', 1, [])).ledger;
    const recorded = record(reserved, contact('a', 1, { disposition: 'no-answer' }));
    const { answer, ledger } = reserve(recorded, asking('a', 1, [atMost(0)]));
    assert.equal(answer.is, 'granted');
    assert.deepEqual(ledger, recorded);
  });

  it('lets rules rest after a conversation, once somebody has recorded one', () => {
    const rest: ContactCheck = { kind: 'rest', limit: 'rest', after: 'conversation', since: start - 7 * day };
    const reserved = reserve(emptyLedger, asking('a', 1, [rest])).ledger;
    assert.equal(reserve(reserved, asking('b', 1, [rest])).answer.is, 'granted');
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
      found.contacts.map(({ disposition }) => disposition),
      ['answered'],
    );
  });

  it('asks what became of a reservation that nobody recorded, at once where its call is over', () => {
    const { ledger } = reserve(emptyLedger, asking('a', 1, []));
    assert.equal(nextWake(ledger), start + 10 * minute);
    assert.deepEqual(dueAt(ledger, start + 10 * minute - 1).contacts, []);
    assert.equal(dueAt(ledger, start + 10 * minute).contacts.length, 1);
    const left = tell(ledger, { left: { ...callOf('a'), until: start + day } }, start + minute);
    assert.equal(dueAt(left, start + minute).contacts.length, 1);
  });

  it('forgets a reservation that was released, and never a contact that was made', () => {
    const reserved = reserve(emptyLedger, asking('a', 1, [])).ledger;
    assert.deepEqual(tell(reserved, { released: ['a.1'] }, start).contacts, []);
    const made = record(reserved, contact('a', 1, { disposition: 'busy' }));
    assert.equal(tell(made, { released: ['a.1'] }, start).contacts.length, 1);
  });

  it('remembers a contact for as long as it was told to from its end, then nothing at all', () => {
    const ended = contact('a', 1, { disposition: 'answered', endedAt: start + minute });
    const ledger = tell(record(emptyLedger, ended), { left: { ...callOf('a'), until: start } }, start);
    assert.equal(tidied(ledger, start + minute + day - 1).contacts.length, 1);
    const empty = tidied(ledger, start + minute + day);
    assert.deepEqual(empty, emptyLedger);
    assert.equal(nextWake(empty), undefined);
  });

  it('never forgets who is registered and runs, or what is reserved', () => {
    const { ledger } = reserve(emptyLedger, asking('a', 1, []));
    const registered = tell(ledger, { registered: { ...callOf('a'), until: start + day } }, start);
    assert.deepEqual(tidied(registered, start + 1_000 * day), registered);
  });

  it('adopts what another ledger knew, and its own records are the newer ones', () => {
    const own = record(emptyLedger, contact('a', 1, { disposition: 'busy' }));
    const others = tell(
      reserve(emptyLedger, asking('a', 1, [])).ledger,
      {
        registered: { ...callOf('b'), until: start + day },
      },
      start,
    );
    const both = reserve(others, asking('b', 1, [])).ledger;
    const adopted = tell(own, { adopted: both }, start);
    assert.deepEqual(
      adopted.contacts.map(({ attemptId, disposition }) => [attemptId, disposition]),
      [
        ['a.1', 'busy'],
        ['b.1', undefined],
      ],
    );
    assert.deepEqual(adopted.calls, both.calls);
    assert.deepEqual(tell(adopted, { adopted: both }, start), adopted, 'told twice');
  });

  it('whatever is asked and told in whichever order, never grants more than the limit allows', () => {
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
            ledger = tell(ledger, { left: { ...callOf(call), until: start + day } }, start);
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

function atMost(most: number): Extract<ContactCheck, { kind: 'count' }> {
  return { kind: 'count', limit: 'most', most, since: start - 7 * day };
}

function asking(call: string, number: number, checks: readonly ContactCheck[]): Reservation {
  return {
    attemptId: `${call}.${number}`,
    call: `call-${call}`,
    at: start,
    checks,
    keepFor: day,
    askAt: start + 10 * minute,
  };
}

function contact(call: string, number: number, how: Partial<PastContact>): PastContact {
  return { attemptId: `${call}.${number}`, call: `call-${call}`, at: start, ...how };
}

function record(ledger: Ledger, one: PastContact): Ledger {
  return tell(ledger, { recorded: { contacts: [one], keepFor: day } }, start);
}

function callOf(call: string) {
  return { workflowId: `call-${call}`, firstExecutionRunId: call };
}
