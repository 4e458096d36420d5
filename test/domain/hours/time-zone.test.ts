import assert from 'node:assert/strict';
import { nextOpenWindow } from '../../../src/domain/hours/open-windows';
import { isTimeZone } from '../../../src/domain/hours/time-zone';
import { day, hoursOf } from './wall-clock';

describe('isTimeZone', () => {
  for (const name of [
    'Europe/Paris',
    'America/Argentina/Buenos_Aires',
    'Asia/Calcutta',
    'US/Pacific',
    'UTC',
  ]) {
    it(`is true of ${name}`, () => {
      assert.ok(isTimeZone(name));
    });
  }

  for (const name of [
    '+05:30',
    '-08:00',
    'UTC+3',
    'GMT-5',
    'Z',
    'Pacific Time',
    'Europe',
    '',
    ' UTC',
    'EST',
    'PST8PDT',
    'Etc/GMT+5',
  ]) {
    it(`is false of ${JSON.stringify(name)}`, () => {
      assert.equal(isTimeZone(name), false);
    });
  }

  it('is true only of zones whose hours can be computed', () => {
    const monday = Date.parse('2026-11-23T12:00Z');
    for (const name of Intl.supportedValuesOf('timeZone').filter(isTimeZone)) {
      assert.ok(nextOpenWindow([hoursOf({ closedOn: [] }, name)], monday, monday + 7 * day), name);
    }
  });
});
