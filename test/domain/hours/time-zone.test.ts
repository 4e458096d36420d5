import assert from 'node:assert/strict';
import { isTimeZone } from '../../../src/domain/hours/time-zone';

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
});
