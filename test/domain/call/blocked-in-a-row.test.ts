import assert from 'node:assert/strict';
import {
  afterAttempt,
  blockedForMs,
  blockedUntil,
  enoughPeople,
  type BlockedInARow,
} from '../../../src/domain/call/blocked-in-a-row';
import { dispositions, type Disposition } from '../../../src/domain/call/disposition';
import { hours } from '../../../src/domain/time-units';
import { start } from '../fixtures';

/** Who was called, how it ended, and how many hours after `start`. */
type Ending = readonly [person: string, disposition: Disposition, hour: number];

describe('a caller ID', () => {
  const three: Ending[] = [
    ['ann', 'blocked', 0],
    ['ben', 'blocked', 1],
    ['cem', 'blocked', 2],
  ];

  it('counts as blocked for a day after three different people in a row were blocked', () => {
    assert.equal(blockedUntil(after(...three)), start + 2 * hours + blockedForMs);
    assert.equal(blockedUntil(after(...three.slice(0, 2))), undefined);
  });

  it('is not blocked for everybody because one person blocks it', () => {
    assert.equal(
      blockedUntil(after(...[0, 1, 2, 3].map((hour): Ending => ['ann', 'blocked', hour]))),
      undefined,
    );
  });

  it('is not blocked when the three lie more than a day apart', () => {
    assert.equal(
      blockedUntil(after(['ann', 'blocked', 0], ['ben', 'blocked', 1], ['cem', 'blocked', 24])),
      undefined,
    );
  });

  it('is free again once an attempt gets through', () => {
    for (const disposition of ['answered', 'voicemail', 'no-answer', 'busy', 'abandoned', 'fax'] as const) {
      assert.deepEqual(after(...three, ['dora', disposition, 3]), [], disposition);
    }
  });

  it('is neither blocked nor freed by an attempt that says nothing about it', () => {
    const known = after(...three);
    const silent = dispositions.filter(
      (one) => !['blocked', 'answered', 'voicemail', 'no-answer', 'busy', 'abandoned', 'fax'].includes(one),
    );
    assert.ok(silent.length > 0);
    for (const disposition of silent) {
      assert.deepEqual(after(...three, ['dora', disposition, 3]), known, disposition);
    }
  });

  it('is judged alike in whatever order, and however often, its attempts are reported', () => {
    const endings: Ending[] = [['dora', 'answered', -1], ...three];
    const known = after(...endings);
    assert.deepEqual(after(...endings.toReversed()), known);
    assert.deepEqual(after(...endings, ...endings), known);
  });

  it('costs no more memory the more people are blocked', () => {
    const many = Array.from({ length: 100 }, (_, index): Ending => [
      `person ${index}`,
      'blocked',
      index / 10,
    ]);
    assert.equal(after(...many).length, enoughPeople);
  });

  function after(...endings: readonly Ending[]): BlockedInARow {
    return endings.reduce<BlockedInARow>(
      (known, [person, disposition, hour]) =>
        afterAttempt(known, { person, disposition, at: start + hour * hours }),
      [],
    );
  }
});
