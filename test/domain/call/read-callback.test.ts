import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addsTo } from '../../../src/domain/call/after-call';
import type { Attempt } from '../../../src/domain/call/attempt';
import { callbackWarnings } from '../../../src/domain/call/callback';
import type { CallbackRequest } from '../../../src/domain/call/callback-request';
import type { OutboundCallInput } from '../../../src/domain/call/call';
import { readCallback } from '../../../src/domain/call/read-callback';
import { Disposition } from '../../../src/domain/call/disposition';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { attemptsThat, parsed, requestInput, start } from '../fixtures';

const callbacks = { attribute: 'callbackAt' };
/** Of a call that asks in its only attempt. */
const [first = assert.fail()] = attemptsThat({ disposition: Disposition.Answered });

/** What an attempt that ended at `start`, Monday noon UTC, asks for by this value. */
function read(
  value: string,
  {
    policy = {},
    request = { timeZone: 'America/Los_Angeles' },
    attempt = first,
    attempts = [],
  }: {
    policy?: PolicyInput['callbacks'];
    request?: Partial<OutboundCallInput>;
    attempt?: Attempt;
    attempts?: Attempt[];
  } = {},
): CallbackRequest | undefined {
  const given = parsed(requestInput({ callbacks: { ...callbacks, ...policy } }, request));
  return readCallback({ callbackAt: value }, attempt, { request: given, attempts });
}

const atOf = (read: CallbackRequest | undefined) => (read && 'at' in read ? read.at : undefined);
const whyOf = (read: CallbackRequest | undefined) => (read && 'why' in read ? read.why : '');

describe('the time that a contact attribute names', () => {
  it('is an instant, where it has an offset, however programs write it', () => {
    for (const value of [
      '2026-11-26T15:00:00-08:00',
      '2026-11-26T23:00:00Z',
      '2026-11-26 23:00:00+00:00',
      '2026-11-26T23:00Z',
      ' 2026-11-26T23:00:00.000000Z ',
      '20261126T230000Z',
      '2026-11-26T15:00:00-08:00[America/Los_Angeles]',
    ]) {
      assert.equal(atOf(read(value)), '2026-11-26T23:00:00.000Z', value);
    }
  });

  it("is on the person's clock, where it has none", () => {
    for (const value of ['2026-11-26T15:00', '2026-11-26 15:00:00', '2026-11-26T15:00:00.123456']) {
      assert.equal(atOf(read(value))?.slice(0, 19), '2026-11-26T23:00:00', value);
    }
    // A number of New York, and one of any of the zones of the country.
    const inNewYork = read('2026-11-26T15:00', { request: { destinationPhoneNumber: '+12125550100' } });
    assert.equal(atOf(inNewYork), '2026-11-26T20:00:00.000Z');
  });

  it('is the latest of those that it may be: no phone rings before that time in any zone of the person', () => {
    const inOneOf = { region: 'US-TX' };
    // Houston is an hour ahead of El Paso.
    assert.equal(atOf(read('2026-11-26T15:00', { request: inOneOf })), '2026-11-26T22:00:00.000Z');
  });

  it('asks for nothing when it is empty, or the policy has no callbacks', () => {
    assert.equal(read(''), undefined);
    assert.equal(read('  '), undefined);
    assert.equal(
      readCallback({}, first, { request: parsed(requestInput({ callbacks })), attempts: [] }),
      undefined,
    );
    const without = { request: parsed(requestInput()), attempts: [] };
    assert.equal(readCallback({ callbackAt: '2026-11-26T15:00' }, first, without), undefined);
  });

  it('is not granted with its reason, where it is no time', () => {
    for (const value of [
      'Thursday at three',
      '2026-11-26',
      '15:00',
      '2026-02-30T15:00',
      '2026-02-30T15:00:00Z',
      '2026-11-26T25:00',
      '2026-11-26T15:00[America/New_York]',
      '1795705200',
      '2026-11-26T15:00:00-08:00x',
    ]) {
      assert.match(whyOf(read(value)), /not a time in ISO 8601/, value);
    }
  });

  it('is not granted with its reason, where it has passed or is too far ahead', () => {
    assert.match(whyOf(read('2026-11-23T12:00:00Z')), /not after the end of the attempt/);
    assert.equal(atOf(read('2026-11-23T12:00:01Z')), '2026-11-23T12:00:01.000Z');
    assert.equal(atOf(read('2026-11-30T11:59:59Z')), '2026-11-30T11:59:59.000Z');
    assert.match(whyOf(read('2026-11-30T12:00:00Z')), /policy\.callbacks\.within allows: 7 days/);
    assert.equal(
      atOf(read('2026-11-30T12:00:00Z', { policy: { within: '30 days' } })),
      '2026-11-30T12:00:00.000Z',
    );
  });

  it('is not granted without an offset, where the zone of the person is not known', () => {
    const request = { destinationPhoneNumber: '+881612345678' };
    assert.match(whyOf(read('2026-11-26T15:00', { request })), /no offset, and the time zone/);
    assert.equal(atOf(read('2026-11-26T15:00Z', { request })), '2026-11-26T15:00:00.000Z');
  });

  it('is not granted once the call has made all of its callbacks, the attempt itself included', () => {
    const callbackFor = new Date(start).toISOString();
    const attempts = attemptsThat(
      { disposition: Disposition.Answered },
      { disposition: Disposition.Answered, callbackFor },
    );
    const [asking = assert.fail(), attempt = assert.fail()] = attempts;
    assert.match(whyOf(read('2026-11-26T15:00', { attempts, attempt })), /atMost/);
    assert.match(whyOf(read('2026-11-26T15:00', { attempts: attempts.slice(0, 1), attempt })), /the 1 that/);
    assert.ok(atOf(read('2026-11-26T15:00', { attempts, attempt, policy: { atMost: 2 } })));
    const neverRang = [asking, { ...attempt, neverRang: true } as const];
    assert.ok(atOf(read('2026-11-26T15:00', { attempts: neverRang })));
  });

  it('means what it meant when it is read once more', () => {
    const granted = read('2026-11-26T15:00');
    const callbackFor = atOf(granted);
    const attempts = attemptsThat(
      { disposition: Disposition.Answered, ...(granted ? { callbackRequest: granted } : {}) },
      { disposition: Disposition.NoAnswer, ...(callbackFor ? { callbackFor } : {}) },
    );
    assert.deepEqual(read('2026-11-26T15:00', { attempts }), granted);
    assert.match(whyOf(read('2026-11-26T16:00', { attempts })), /atMost/);
  });

  it('stays what it was in a record without the attribute, and is withdrawn by an empty value', () => {
    const callbackRequest = read('2026-11-26T15:00');
    assert.ok(callbackRequest);
    const attempts = [{ ...first, callbackRequest }];
    const request = parsed(requestInput({ callbacks }, { timeZone: 'America/Los_Angeles' }));
    assert.equal(readCallback({}, first, { request, attempts }), callbackRequest);
    assert.equal(readCallback({ callbackAt: ' ' }, first, { request, attempts }), undefined);
    const saysMore = (attributes: Record<string, string>) =>
      addsTo({ reached: false, callbackRequest }, request.policy, attributes);
    const values = ['2026-11-26T15:00', '', '2026-11-26T16:00'];
    const records: Record<string, string>[] = [{}, ...values.map((callbackAt) => ({ callbackAt }))];
    assert.deepEqual(records.map(saysMore), [false, false, true, true]);
  });

  it('is never unreadable in a way that fails, nor repeated in a warning', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 3 }), (value) => {
        const callbackRequest = read(value);
        if (!callbackRequest) {
          assert.equal(value.trim(), '');
          return;
        }
        assert.ok(callbackRequest.asked.length <= 64);
        const [warning = ''] = callbackWarnings({ ...first, callbackRequest });
        assert.ok(
          'at' in callbackRequest || warning.startsWith('The callback that attempt 1 asks for is not made: '),
        );
      }),
      { numRuns: 200 },
    );
  });
});
