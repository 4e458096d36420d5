import fc from 'fast-check';
import type { AttemptLimit, Stretch } from '../../../src/domain/ledger/attempt-limit';
import type { CountedAttempt } from '../../../src/domain/ledger/counted-attempt';
import { Disposition } from '../../../src/domain/call/disposition';
import { day, minute } from '../hours/wall-clock';

/** Attempts that began at these instants, numbered from the first. */
export function contactsAt(instants: readonly (number | string)[], members: Partial<CountedAttempt> = {}) {
  return instants.map((at, index): CountedAttempt => ({
    attemptId: `attempt-${index}`,
    call: 'a-call',
    at: typeof at === 'number' ? at : Date.parse(at),
    ...members,
  }));
}

const subjects = fc.constantFrom('debt-1', 'debt-2', undefined);

/** Contacts of the days before `until`, on whole minutes, in any order. */
export function anyContacts(until: number): fc.Arbitrary<CountedAttempt[]> {
  return fc.array(
    fc
      .record({
        attemptId: fc.string({ minLength: 1, maxLength: 3 }),
        subject: subjects,
        ago: fc.nat({ max: (4 * day) / minute }),
        lasted: fc.option(fc.nat({ max: 90 }), { nil: undefined }),
        disposition: fc.constantFrom(undefined, ...Object.values(Disposition)),
        isConversation: fc.constantFrom(true, false, undefined),
        isRefusal: fc.constantFrom(true, false, undefined),
      })
      .map(({ ago, lasted, ...contact }): CountedAttempt => {
        const at = until - ago * minute;
        return {
          call: 'a-call',
          at,
          ...defined(contact),
          attemptId: contact.attemptId,
          ...(lasted === undefined ? {} : { endedAt: at + lasted * minute }),
        };
      }),
    { maxLength: 9 },
  );
}

const anyStretch: fc.Arbitrary<Stretch> = fc.oneof(
  fc.integer({ min: 1, max: (3 * day) / minute }).map((count) => ({ rolling: count * minute })),
  fc.integer({ min: 1, max: 3 }).map((localDays) => ({ localDays })),
);

const per = fc.constantFrom('person' as const, 'subject' as const);

/** Limits of a few days at most, on whole minutes. */
export const anyLimits: fc.Arbitrary<AttemptLimit[]> = fc.array(
  fc.oneof(
    fc
      .record({
        most: fc.integer({ min: 1, max: 4 }),
        within: anyStretch,
        per,
        ignores: fc.option(fc.subarray(Object.values(Disposition)), { nil: undefined }),
      })
      .map((limit): AttemptLimit => {
        const { ignores, ...others } = limit;
        return { kind: 'count', name: 'a-count', ...others, ...(ignores ? { ignores } : {}) };
      }),
    fc
      .record({
        after: fc.constantFrom('attempt', 'conversation', 'refusal', 'abandoned'),
        first: anyStretch,
        others: fc.array(anyStretch, { maxLength: 2 }),
        per,
      })
      .map(({ first, others, ...limit }): AttemptLimit => ({
        kind: 'rest',
        name: 'a-rest',
        for: [first, ...others],
        ...limit,
      })),
  ),
  { minLength: 1, maxLength: 3 },
);

function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Partial<T>;
}
