import assert from 'node:assert/strict';
import { dateOrder, readSince, type DateOrder } from '../../../src/cli/opt-outs/read-since';

function since(text: string, order: DateOrder = 'unknown'): string {
  const read = readSince(text, order);
  return 'since' in read ? read.since : `no: ${read.problem}`;
}

describe('the date of an opt-out', () => {
  const written: Record<string, string> = {
    '2026-11-23T09:00:00Z': '2026-11-23T09:00:00Z',
    '2026-11-23T09:00:00.123-08:00': '2026-11-23T09:00:00.123-08:00',
    '2026-11-23 09:00:00 +0100': '2026-11-23T09:00:00+01:00',
    '2026-11-23 09:00:00 UTC': '2026-11-23T09:00:00Z',
    '2026-11-23 09:05': '2026-11-23T09:05:00Z',
    '2026-11-23': '2026-11-23T00:00:00Z',
    '2026/11/3': '2026-11-03T00:00:00Z',
    '23.11.2026': '2026-11-23T00:00:00Z',
    '3.4.2026 9:05': '2026-04-03T09:05:00Z',
    '23/11/2026': '2026-11-23T00:00:00Z',
    '11/23/2026 9:05 PM': '2026-11-23T21:05:00Z',
    '11/23/2026, 12:05:06 a.m.': '2026-11-23T00:05:06Z',
    '5/5/2026': '2026-05-05T00:00:00Z',
  };
  for (const [text, expected] of Object.entries(written)) {
    it(`may be written ${text}`, () => {
      assert.equal(since(text), expected);
    });
  }

  for (const text of [
    '2026-02-30',
    '31.4.2026',
    '23.11.26',
    'yesterday',
    '2026-11-23T25:00:00Z',
    '11/23/2026 13:00 PM',
    '2026-11-23T09:00:00+99:00',
    '46349',
    '2026-11-23 24:00',
    '2026-11-23T09:00:00+24:00',
    '13/13/2026',
  ]) {
    it(`is not ${text}`, () => {
      assert.match(since(text), /^no: .*2026-11-23/);
    });
  }

  it('whose day and month may change places has the order of the other dates of the file', () => {
    assert.match(since('3/4/2026'), /^no: .*the day or the month may come first/);
    assert.equal(since('3/4/2026', dateOrder(['', '3/4/2026', '23/4/2026'])), '2026-04-03T00:00:00Z');
    assert.equal(since('3/4/2026', dateOrder(['3/4/2026', '4/23/2026 9:00 AM'])), '2026-03-04T00:00:00Z');
    assert.equal(dateOrder(['4/23/2026', '23/4/2026', '3/4/2026']), 'unknown');
    assert.equal(dateOrder(['5/5/2026', '23.4.2026']), 'unknown');
  });
});
