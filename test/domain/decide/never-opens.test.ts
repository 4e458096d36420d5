import assert from 'node:assert/strict';
import { neverOpens } from '../../../src/domain/decide/never-opens';
import { emptyAlmanac } from '../../../src/domain/hours/almanac';
import { parsed, requestInput, start } from '../fixtures';

describe('hours that never open', () => {
  it('are refused when the call starts, with the names and clocks of those that do not meet', () => {
    const nights = parsed(
      requestInput({
        callingHours: { timeZone: 'Asia/Tokyo', weekly: { monday: [['09:00', '11:00']] } },
        rules: ['us-tcpa'],
      }),
    );
    // Nine in the morning in Tokyo is four or five in the afternoon in Seattle: they meet. From one on, it is night there.
    assert.equal(neverOpens(nights, start, emptyAlmanac), undefined);
    const never = parsed(
      requestInput({
        callingHours: { timeZone: 'Asia/Tokyo', weekly: { monday: [['15:00', '18:00']] } },
        rules: ['us-tcpa'],
      }),
    );
    const problem = neverOpens(never, start, emptyAlmanac);
    assert.equal(problem?.path, 'policy.callingHours');
    assert.match(problem.message, /policy \(Asia\/Tokyo\), us-tcpa\/calling-hours \(America\/Los_Angeles\)/);
  });

  it('are those that close before a phone could ring out, too', () => {
    const short = (closesIn: string) =>
      parsed(
        requestInput({
          callingHours: { timeZone: 'UTC', closesIn, weekly: { monday: [['09:00', '09:05']] } },
        }),
      );
    assert.equal(neverOpens(short('1 minute'), start, emptyAlmanac), undefined);
    assert.match(
      neverOpens(short('5 minutes'), start, emptyAlmanac)?.message ?? '',
      /with 300 seconds to spare/,
    );
  });

  it('are none where the policy says nothing of hours', () => {
    assert.equal(neverOpens(parsed(requestInput()), start, emptyAlmanac), undefined);
  });
});
