import assert from 'node:assert/strict';
import type { OutboundCallInput } from '../../../src/domain/call/call';
import { decideNext } from '../../../src/domain/decide/decide-next';
import { parseRequest } from '../../../src/domain/call/parse-request';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { callUnder, parsed, requestInput, start } from '../fixtures';
import { itRefuses, request } from './refusals';

const tokyo = 'Asia/Tokyo';
const satellite = '+870773111632';
const inOfficeHours: Partial<PolicyInput> = {
  callingHours: { weekly: { monday: [['09:00', '18:00']], tuesday: [['09:00', '18:00']] } },
};

describe('the place of a request', () => {
  itRefuses([
    {
      of: 'is refused where hours are the recipient’s and nothing tells their clock, saying what to give',
      input: requestInput(inOfficeHours, { destinationPhoneNumber: satellite }),
      path: 'timeZone',
      message: /timeZone \(an IANA name\), region \(such as "US-WA"\).*policy\.callingHours\.unknownTimeZone/,
    },
    {
      of: 'is refused as a region that does not exist',
      input: request({ region: 'US-XX' }),
      path: 'region',
      message: /^is not a region of "US"/,
    },
    {
      of: 'is refused as a postcode of nobody knows which country',
      input: request({ destinationPhoneNumber: satellite, postcode: '98101' }),
      path: 'postcode',
      message: /Give region too, such as "US"/,
    },
    {
      of: 'is refused as a postcode that is empty',
      input: request({ postcode: '' }),
      path: 'postcode',
      message: />=1/,
    },
  ]);

  it('may be unknown where the policy’s hours are on a clock of its own, or it says whose to take', () => {
    const callingHours = { ...inOfficeHours.callingHours };
    parsed(
      requestInput(
        { callingHours: { ...callingHours, timeZone: tokyo } },
        { destinationPhoneNumber: satellite },
      ),
    );
    parsed(
      requestInput(
        { callingHours: { ...callingHours, unknownTimeZone: tokyo } },
        { destinationPhoneNumber: satellite },
      ),
    );
    parsed(requestInput(inOfficeHours, { destinationPhoneNumber: satellite, region: 'JP' }));
    parsed(
      requestInput(inOfficeHours, { destinationPhoneNumber: satellite, region: 'US', postcode: '98101' }),
    );
  });

  for (const [what, members, warning] of [
    [
      'a zone of another country than the number’s',
      { timeZone: 'Europe/Paris' },
      /timeZone is in FR, .* from US: timeZone is used/,
    ],
    ['a region of another country', { region: 'FR' }, /region is in FR, .* from US: region is used/],
    [
      'a postcode that is none of the country',
      { postcode: 'SW1A 1AA' },
      /postcode is not used: it is unknown in US/,
    ],
    [
      'a postcode of another region',
      { region: 'US-WA', postcode: '10001' },
      /postcode is in US-NY, but region is US-WA/,
    ],
  ] as const) {
    it(`is warned of ${what}`, () => {
      assert.match(warnings(requestInput({}, members)).join(), warning);
    });
  }

  it('is warned of in few words, however many countries a number may be of', () => {
    const tollFree = { destinationPhoneNumber: '+18005550100', timeZone: 'Europe/Paris' };
    assert.match(warnings(requestInput({}, tollFree)).join(), /in FR, but the number is from \d+ countries/);
    const twoProvinces = { destinationPhoneNumber: '+19025550100', timeZone: 'Europe/Paris' };
    assert.match(warnings(requestInput({}, twoProvinces)).join(), /in FR, but the number is from CA:/);
  });

  it('is warned of where a number may be in several zones, and hours are the recipient’s', () => {
    const florida: Partial<OutboundCallInput> = { destinationPhoneNumber: '+18505550100' };
    const several = /may be in America\/New_York, America\/Chicago: .* permitted in all of them/;
    assert.match(warnings(requestInput(inOfficeHours, florida)).join(), several);
    assert.match(
      warnings(requestInput(inOfficeHours, { destinationPhoneNumber: '+18005550100' })).join(),
      /may be in \d+ time zones/,
    );
    assert.deepEqual(warnings(requestInput({}, florida)), []);
    assert.deepEqual(warnings(requestInput(inOfficeHours, { ...florida, region: 'US-FL' })), []);
  });

  for (const members of [
    { timeZone: 'America/New_York' },
    { timeZone: 'UTC' },
    { timeZone: 'US/Eastern' },
    { region: 'US' },
    { region: 'US-NY', postcode: '10001' },
    { destinationPhoneNumber: '+33155500100', postcode: '97400' },
    { destinationPhoneNumber: satellite, region: 'JP' },
    { destinationPhoneNumber: '+18005550100', region: 'CA-ON' },
  ]) {
    it(`has no warning about ${JSON.stringify(members)}`, () => {
      assert.deepEqual(warnings(requestInput({}, members)), []);
    });
  }
});

describe('decideNext, on the recipient’s clock', () => {
  /** When a call that starts on a Monday at 12:00 UTC may dial. */
  const windowOf = (members: Partial<OutboundCallInput>) => {
    const decision = decideNext(
      callUnder({}, { request: parsed(requestInput({ callingHours: hours }, members)) }),
      start,
    );
    assert.ok(decision.do === 'dial');
    return [decision.at, decision.notAfter];
  };
  const hours = { ...inOfficeHours.callingHours, closesIn: 0 };

  it('reads the clock of the number’s area where nothing else is said', () => {
    assert.deepEqual(windowOf({}), ['2026-11-23T17:00:00.000Z', '2026-11-24T02:00:00.000Z']);
  });

  it('dials only when the hours are open in every zone that the number may be in', () => {
    const both = ['2026-11-23T15:00:00.000Z', '2026-11-23T23:00:00.000Z'];
    assert.deepEqual(windowOf({ destinationPhoneNumber: '+18505550100' }), both);
  });

  it('reads the zone of the postcode, of the region, or the given one', () => {
    const newYork = ['2026-11-23T14:00:00.000Z', '2026-11-23T23:00:00.000Z'];
    assert.deepEqual(windowOf({ postcode: '10001' }), newYork);
    assert.deepEqual(windowOf({ region: 'US-NY' }), newYork);
    assert.deepEqual(windowOf({ timeZone: 'America/New_York', region: 'US-WA' }), newYork);
  });

  it('reads the policy’s clock for those of whom nobody knows where they are', () => {
    const callingHours = { ...hours, unknownTimeZone: tokyo };
    const input = requestInput({ callingHours }, { destinationPhoneNumber: satellite });
    const decision = decideNext(callUnder({}, { request: parsed(input) }), start);
    assert.ok(decision.do === 'dial');
    assert.equal(decision.at, '2026-11-24T00:00:00.000Z');
  });
});

function warnings(input: unknown): readonly string[] {
  const result = parseRequest(input);
  assert.ok(result.ok, JSON.stringify(result));
  return result.warnings;
}
