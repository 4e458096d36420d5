import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Disposition } from '../../src/domain/call/disposition';
import type { OutboundCallInput } from '../../src/domain/call/call';
import { createAlmanac } from '../../src/holidays';
import { planCall } from '../../src/plan';
import type { PolicyInput } from '../../src/domain/policy/policy';
import { parsed, requestInput, someone, start, theirOtherNumber } from '../domain/fixtures';
import { minute } from '../domain/hours/wall-clock';

const { Unknown, NoAnswer, Blocked } = Disposition;
const first = { name: 'first', queueId: 'q', attempts: 2, retryAfter: '5 minutes' };
const second = { ...first, name: 'second', destinationPhoneNumber: theirOtherNumber };
const byNumber = { quietPeriodAppliesTo: 'number' as const };

describe('after a lost answer, with a quiet period for one number', () => {
  it('the on-call example tries the second number at once, and the first when its quiet period is over', () => {
    const file = join(__dirname, '../../examples/incident-on-call.json');
    const policy = JSON.parse(readFileSync(file, 'utf8')) as OutboundCallInput['policy'];
    const request = parsed({
      destinationPhoneNumber: '+12065550120',
      timeZone: 'America/Los_Angeles',
      policy,
    });
    const at = Date.parse('2026-11-30T03:00:00-08:00');
    assert.deepEqual(
      made(planCall(request, { at, dispositions: [Unknown, NoAnswer], almanac: createAlmanac() }), at),
      [
        ['mobile', 0],
        ['second-mobile', 0],
        ['second-mobile', 1],
        ['mobile', 16],
        ['desk', 17],
      ],
    );
  });

  it('every number waits by default', () => {
    assert.deepEqual(plan({ steps: [first, second] }, Unknown, NoAnswer), [
      ['first', 0],
      ['first', 16],
      ['second', 21],
      ['second', 26],
    ]);
  });

  it('each number waits for its own lost answer', () => {
    assert.deepEqual(plan({ ...byNumber, steps: [first, second] }, Unknown, Unknown, NoAnswer), [
      ['first', 0],
      ['second', 0],
      ['first', 16],
      ['second', 21],
    ]);
  });

  it('a step with the same number waits, too', () => {
    const same = { ...second, destinationPhoneNumber: someone };
    assert.deepEqual(plan({ ...byNumber, steps: [{ ...first, attempts: 1 }, same] }, Unknown, NoAnswer), [
      ['first', 0],
      ['second', 16],
      ['second', 21],
    ]);
  });

  it('a wait that the policy gives for "unknown" delays every number', () => {
    const on: PolicyInput['on'] = { unknown: { retryAfter: '2 minutes' } };
    assert.deepEqual(plan({ ...byNumber, on, steps: [first, second] }, Unknown, NoAnswer).slice(0, 2), [
      ['first', 0],
      ['second', 2],
    ]);
  });

  it('a number that "unknown" gives up is not dialed again', () => {
    const on: PolicyInput['on'] = { unknown: 'next-number' };
    assert.deepEqual(plan({ ...byNumber, on, steps: [first, second] }, Unknown, NoAnswer), [
      ['first', 0],
      ['second', 0],
      ['second', 5],
    ]);
  });
});

describe('after a blocked caller ID', () => {
  const steps = [first, { ...first, name: 'other-caller-id' }];

  it('the next step comes at once: nothing rang', () => {
    assert.deepEqual(plan({ steps }, Blocked, NoAnswer), [
      ['first', 0],
      ['other-caller-id', 0],
      ['other-caller-id', 5],
    ]);
  });

  it('a last step that is blocked ends the call at once', () => {
    assert.deepEqual(plan({ steps: [first] }, Blocked), [['first', 0]]);
  });

  it('a wait that the policy gives is kept', () => {
    const on: PolicyInput['on'] = { blocked: { action: 'next-step', retryAfter: '3 minutes' } };
    assert.deepEqual(plan({ steps, on }, Blocked, NoAnswer).slice(0, 2), [
      ['first', 0],
      ['other-caller-id', 3],
    ]);
  });
});

/** Steps, and minutes since the start. */
function plan(policy: Partial<PolicyInput>, ...dispositions: Disposition[]) {
  const request = parsed(requestInput(policy));
  return made(planCall(request, { at: start, dispositions, almanac: createAlmanac() }), start);
}

function made({ attempts }: ReturnType<typeof planCall>, at: number) {
  return attempts.map((attempt) => [attempt.step, (Date.parse(attempt.at) - at) / minute]);
}
