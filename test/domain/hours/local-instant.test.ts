import assert from 'node:assert/strict';
import { latestInstantOf } from '../../../src/domain/hours/local-instant';
import { clocksOf } from '../../../src/domain/hours/clocks';
import { iso } from '../../../src/domain/iso';

describe('the instant of a local time', () => {
  const cases: [name: string, local: string, zones: string[], instant: string][] = [
    ['shows on the clock', '2026-12-03T15:00', ['America/Los_Angeles'], '2026-12-03T23:00:00.000Z'],
    ['has the offset of its own day', '2026-11-02T15:00', ['America/New_York'], '2026-11-02T20:00:00.000Z'],
    [
      'is the last of several zones',
      '2026-12-03T15:00',
      ['America/New_York', 'America/Phoenix', 'America/Chicago'],
      '2026-12-03T22:00:00.000Z',
    ],
    [
      'is the second of an hour that is repeated',
      '2026-11-01T01:30',
      ['America/New_York'],
      '2026-11-01T06:30:00.000Z',
    ],
    [
      'is an hour later in an hour that is skipped',
      '2027-03-14T02:30',
      ['America/New_York'],
      '2027-03-14T07:30:00.000Z',
    ],
    [
      'is right on the far side of the date line',
      '2026-12-03T15:00',
      ['Pacific/Kiritimati'],
      '2026-12-03T01:00:00.000Z',
    ],
  ];
  for (const [name, local, zones, instant] of cases) {
    it(name, () => {
      const found = latestInstantOf(Date.parse(`${local}Z`), zones);
      assert.equal(found === undefined ? undefined : iso(found), instant);
    });
  }

  it('is the later one of the two clocks of a zone whose time was changed after the runtime was built', () => {
    const local = Date.parse('2026-12-03T15:00Z');
    const old = (zone: string) => clocksOf(zone, '2025c');
    const found = latestInstantOf(local, ['America/Vancouver'], old);
    // UTC-08:00 by the old data, UTC-07:00 by the new.
    assert.equal(iso(found ?? 0), '2026-12-03T23:00:00.000Z');
  });

  it('is unknown without a zone', () => {
    assert.equal(latestInstantOf(0, []), undefined);
  });
});
