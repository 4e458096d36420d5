import assert from 'node:assert/strict';
import { nextOpenWindow } from '../../../src/domain/hours/open-windows';
import { isTimeZone } from '../../../src/domain/hours/time-zone';
import { day, hoursOf } from './wall-clock';

describe('isTimeZone', () => {
  it('is true only of zones whose hours can be computed', () => {
    const monday = Date.parse('2026-11-23T12:00Z');
    for (const name of Intl.supportedValuesOf('timeZone').filter(isTimeZone)) {
      assert.ok(nextOpenWindow([hoursOf({ closedOn: [] }, name)], monday, monday + 7 * day), name);
    }
  });
});
