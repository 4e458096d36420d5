import assert from 'node:assert/strict';
import { clocksOf, newestClock, offsetAt, type Clock } from '../../../src/domain/hours/clocks';
import { isTimeZone } from '../../../src/domain/hours/time-zone';
import { nextOpenWindow } from '../../../src/domain/hours/open-windows';
import { changedSince, runtimeRelease, tableRelease } from '../../../src/domain/hours/zone-changes';
import { zoneDataAge } from '../../../src/domain/hours/zone-data';
import { hoursOf, minute, wallClock } from './wall-clock';

const hour = 60 * minute;
const at = (instant: string) => Date.parse(instant);
const offset = (clock: Clock | undefined, instant: string) =>
  clock ? offsetAt(clock, at(instant)) / hour : undefined;

describe('the clocks of a zone', () => {
  const moved: [zone: string, before: string, since: string, instant: string, hoursAhead: number][] = [
    ['America/Vancouver', '2026a', '2026b', '2026-11-23T12:00Z', -7],
    ['America/Edmonton', '2026b', '2026c', '2026-11-30T12:00Z', -6],
    ['Africa/Casablanca', '2026b', '2026c', '2026-12-01T08:05Z', 0],
    ['America/Inuvik', '2026c', '2026d', '2026-11-30T12:00Z', -6],
    ['America/Winnipeg', '2026d', '2026e', '2026-11-30T12:00Z', -5],
    ['America/Havana', '2026e', '2026f', '2026-11-30T12:00Z', -4],
  ];
  for (const [zone, before, since, instant, hoursAhead] of moved) {
    it(`${zone} has two of them with ${before}, the newer at UTC${hoursAhead}, and one with ${since}`, () => {
      const clocks = clocksOf(zone, before);
      assert.equal(clocks.length, 2);
      assert.equal(offset(clocks[1], instant), hoursAhead);
      assert.equal(clocksOf(zone, since).length, 1);
    });
  }

  it('are two under every name of the zone, in whatever case', () => {
    for (const zone of ['Canada/Mountain', 'America/Yellowknife', 'america/edmonton', 'CANADA/MOUNTAIN']) {
      assert.equal(offset(clocksOf(zone, '2025c')[1], '2026-11-30T12:00Z'), -6, zone);
    }
  });

  it('are one where the data is newer than the table, or no change is known', () => {
    assert.equal(clocksOf('America/Vancouver', '2031a').length, 1);
    assert.equal(clocksOf('Europe/Paris', '2020a').length, 1);
  });

  it('are two where the release is unknown, even of the newest change', () => {
    assert.ok(changedSince('').includes('America/Havana'));
    assert.equal(clocksOf('America/Vancouver', '').length, 2);
  });

  it('have no gap and no overlap, before, in and after the years of the table', () => {
    const [from, until] = [at('2024-06-01T00:00Z'), at('2039-06-01T00:00Z')];
    for (const zone of changedSince('').filter(isTimeZone)) {
      const periods = [...(clocksOf(zone, '')[1]?.(from, until) ?? [])];
      assert.ok(periods.length > 0);
      const ends = [from, ...periods.map(({ end }) => end)];
      assert.deepEqual([...periods.map(({ start }) => start), until], ends, zone);
    }
  });

  it('agree in the table and in this Node, where Node has the change', () => {
    const known = changedSince('').filter((zone) => isTimeZone(zone));
    const current = known.filter((zone) => !changedSince(runtimeRelease).includes(zone));
    assert.ok(current.includes('Asia/Almaty'), 'every Node that the package supports has 2024a');
    for (const zone of current) {
      for (let instant = at('2025-01-01T00:30Z'); instant < at('2037-12-31T00:00Z'); instant += 100 * hour) {
        const [own, table] = clocksOf(zone, '');
        assert.ok(own && table);
        assert.equal(offsetAt(table, instant), offsetAt(own, instant), `${zone} ${instant}`);
      }
    }
  });

  it('differ somewhere in the table and in this Node, where Node lacks the change', () => {
    for (const zone of changedSince(runtimeRelease).filter(isTimeZone)) {
      const [own, table] = clocksOf(zone);
      assert.ok(own && table);
      const starts = [...table(at('2025-01-01T00:00Z'), at('2038-01-01T00:00Z'))].map(({ start }) => start);
      const ownStarts = [...own(at('2025-01-01T00:00Z'), at('2038-01-01T00:00Z'))].map(({ start }) => start);
      assert.ok(
        [...starts, ...ownStarts].some((instant) => offsetAt(own, instant) !== offsetAt(table, instant)),
        zone,
      );
    }
  });
});

describe('hours in a zone with two clocks', () => {
  // British Columbia as an old Node has it, on any Node: Los Angeles still goes back in November.
  const old = clocksOf('America/Los_Angeles').slice(0, 1);
  const changed = clocksOf('America/Vancouver', '2025c').slice(1);
  const day = hoursOf({ closedOn: [], weekly: { monday: [['09:00', '21:00']] } }, 'America/Vancouver');
  const [from, until] = [at('2026-11-23T00:00Z'), at('2026-11-25T00:00Z')];
  const windowOn = (clocks: readonly Clock[]) => {
    const window = nextOpenWindow([day], from, until, () => clocks);
    return window && [window.start, window.end].map((instant) => new Date(instant).toISOString());
  };

  it('are open when both clocks show an open minute', () => {
    assert.deepEqual(windowOn(old), ['2026-11-23T17:00:00.000Z', '2026-11-24T05:00:00.000Z']);
    assert.deepEqual(windowOn(changed), ['2026-11-23T16:00:00.000Z', '2026-11-24T04:00:00.000Z']);
    const both = ['2026-11-23T17:00:00.000Z', '2026-11-24T04:00:00.000Z'];
    assert.deepEqual(windowOn([...old, ...changed]), both);
    assert.deepEqual(windowOn([...changed, ...old]), both);
  });
});

describe('local times', () => {
  it('are those of the newest clock', () => {
    const instant = at('2026-11-24T04:45Z');
    assert.equal(offsetAt(newestClock('America/Vancouver'), instant), -7 * hour);
    assert.equal(
      wallClock('UTC', instant + offsetAt(newestClock('America/Vancouver'), instant)).time,
      '21:45',
    );
  });
});

describe('the age of time-zone data', () => {
  it('names both releases, the zones with two clocks, and both ways to update', () => {
    const { says, fix } = zoneDataAge('2026d');
    assert.match(
      says,
      new RegExp(`tz 2026d lacks .* of ${tableRelease}, written on 20\\d\\d-\\d\\d-\\d\\d\\.`),
    );
    assert.match(says, /America\/Winnipeg/);
    assert.doesNotMatch(says, /Vancouver/);
    assert.match(fix ?? '', /Update Node .* ICU_TIMEZONE_FILES_DIR/);
  });

  it('needs nothing done when the release is that of the table, or a newer one', () => {
    for (const release of [tableRelease, '2099a']) {
      const age = zoneDataAge(release);
      assert.equal(age.fix, undefined);
      assert.match(age.says, new RegExp(`^tz ${release}; `));
    }
  });
});
