import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allowedFrom, checksAt, type Counting } from '../../../src/domain/ledger/allowed-from';
import { forbiddenBy } from '../../../src/domain/ledger/check';
import { throughJson } from '../fixtures';
import { daysOfChange, minute, zonesOfOneClock } from '../hours/wall-clock';
import { isAllowedAt } from './count-by-hand';
import { anyContacts, anyLimits } from './fixtures';
import { runs } from '../../support/runs';

const hour = 60 * minute;

/** The person may be in up to three zones, and the clocks of the first change about then. */
const anyCase = fc
  .record({
    zones: fc.uniqueArray(fc.constantFrom(...zonesOfOneClock), {
      minLength: 1,
      maxLength: 3,
    }),
    year: fc.integer({ min: 2012, max: 2037 }),
    pick: fc.nat(),
    minutesLater: fc.integer({ min: -1440, max: 2880 }),
    subject: fc.constantFrom('debt-1', undefined),
  })
  .chain(({ zones, year, pick, minutesLater, subject }) => {
    const changes = daysOfChange(zones[0] ?? 'UTC', year);
    const near = changes[pick % Math.max(changes.length, 1)] ?? Date.UTC(year, 0, 1 + (pick % 365));
    const at = near + minutesLater * minute;
    const counting: Counting = { zones, subject };
    return fc.record({
      at: fc.constant(at),
      counting: fc.constant(counting),
      limits: anyLimits,
      // Some of the attempts are reserved for later.
      attempts: anyContacts(at + 2 * hour),
    });
  });

describe('the first instant at which one more attempt is allowed', () => {
  it('is the first that a walk over the calendar finds, minute by minute', () => {
    fc.assert(
      fc.property(anyCase, ({ at, counting, limits, attempts }) => {
        const allowed = allowedFrom(limits, attempts, at, counting);
        for (let instant = at; instant < allowed.at; instant += minute) {
          assert.ok(!isAllowedAt(limits, attempts, instant, counting), `${utc(instant)} is allowed, too`);
        }
        assert.ok(isAllowedAt(limits, attempts, allowed.at, counting), `${utc(allowed.at)} is not`);
        assert.equal(allowed.reasons.length === 0, allowed.at === at);
        for (const { until } of allowed.reasons) assert.ok(Date.parse(until) <= allowed.at);
      }),
      { numRuns: runs(10) },
    );
  });

  it('follows a forbidden millisecond, in any zone at any change of its clocks', () => {
    fc.assert(
      fc.property(anyCase, ({ at, counting, limits, attempts }) => {
        const allowed = allowedFrom(limits, attempts, at, counting);
        assert.ok(isAllowedAt(limits, attempts, allowed.at, counting), `${utc(allowed.at)} is not allowed`);
        assert.ok(
          allowed.at === at || !isAllowedAt(limits, attempts, allowed.at - 1, counting),
          `a millisecond before ${utc(allowed.at)} is allowed, too`,
        );
      }),
      { numRuns: runs(100) },
    );
  });

  it('is when a ledger that knows no zones lets it pass, by the checks of that instant', () => {
    fc.assert(
      fc.property(anyCase, fc.nat({ max: 5 * 1440 }), ({ at, counting, limits, attempts }, later) => {
        const allowed = allowedFrom(limits, attempts, at, counting).at;
        for (const instant of [at, at + later * minute, allowed - 1, allowed, allowed + 1]) {
          const checks = throughJson(checksAt(limits, instant, counting));
          assert.equal(
            forbiddenBy(checks, attempts) === undefined,
            allowedFrom(limits, attempts, instant, counting).at === instant,
            utc(instant),
          );
        }
      }),
      { numRuns: runs(100) },
    );
  });
});

function utc(instant: number): string {
  return new Date(instant).toISOString();
}
