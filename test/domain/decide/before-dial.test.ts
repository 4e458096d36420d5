import assert from 'node:assert/strict';
import { isAllowed, type BeforeDialReply } from '../../../src/domain/decide/before-dial';
import { decideNext } from '../../../src/domain/decide/decide-next';
import { callUnder, start } from '../fixtures';
import { days as day, hours as hour } from '../../../src/domain/policy/duration';

const beforeDial = { activity: 'mayCall', taskQueue: 'crm' };
const asked = (result: BeforeDialReply['result'], by = beforeDial, tries = 1) =>
  callUnder(
    { beforeDial, limits: { deadline: '2 days' } },
    { beforeDial: { ...by, at: start, tries, result } },
  );
const iso = (instant: number) => new Date(instant).toISOString();

describe('what is said before a dial', () => {
  it('to wait puts the dial off, with its reason', () => {
    const decision = decideNext(
      asked({ answer: { waitUntil: iso(start + hour), reason: 'they just paid' } }),
      start,
    );
    assert.ok(decision.do === 'dial');
    assert.equal(decision.at, '2026-11-23T13:00:00.000Z');
    assert.equal(
      decision.reasons.at(-1)?.text,
      'The activity "mayCall" allows no dial before Mon 2026-11-23 05:00 America/Los_Angeles (2026-11-23T13:00:00Z): they just paid.',
    );
  });

  it('to wait beyond the deadline lets the call expire, and says why', () => {
    const decision = decideNext(asked({ answer: { waitUntil: iso(start + 3 * day) } }), start);
    assert.ok(decision.do === 'finish');
    assert.deepEqual(
      [decision.outcome, decision.reasons.map(({ rule }) => rule)],
      ['expired', ['before-dial', 'deadline']],
    );
  });

  it('to refuse ends the call', () => {
    const decision = decideNext(asked({ answer: { refuse: 'debt is paid' } }), start);
    assert.ok(decision.do === 'finish');
    assert.equal(decision.outcome, 'undialable');
    assert.deepEqual(
      decision.reasons.map(({ rule, text }) => [rule, text]),
      [['refused-before-dial', 'The activity "mayCall" refused the call: debt is paid']],
    );
  });

  it('nothing puts the dial off, too, longer each time, and names whom it waits for', () => {
    const waits = [1, 2, 3, 40].map((times) => {
      const decision = decideNext(asked({ failure: 'timed out' }, beforeDial, times), start);
      assert.ok(decision.do === 'dial');
      assert.match(decision.reasons.at(-1)?.text ?? '', /"mayCall" on task queue "crm" .*\(timed out\)/);
      return (Date.parse(decision.at) - start) / 1_000;
    });
    assert.deepEqual(waits, [30, 60, 120, 900]);
  });

  it('by an activity that the policy has no more counts for nothing', () => {
    const other = { activity: 'formerly', taskQueue: 'crm' };
    assert.equal(decideNext(asked({ answer: { refuse: 'no' } }, other), start).do, 'dial');
  });
});

describe('an answer of somebody’s activity', () => {
  // As Python's dataclasses and Go's structs have it, without what is not set, too.
  for (const answer of [{ allow: true }, { allow: true, waitUntil: null, refuse: null }]) {
    it(`lets the call be dialed: ${JSON.stringify(answer)}`, () => {
      assert.ok(isAllowed(answer));
    });
  }

  for (const waitUntil of ['2026-11-23T05:00:00-08:00', '2026-11-23T13:00:00.000000+00:00']) {
    it(`may have its instant in any offset: ${waitUntil}`, () => {
      const decision = decideNext(asked({ answer: { waitUntil, allow: null } }), start);
      assert.ok(decision.do === 'dial');
      assert.equal(decision.at, '2026-11-23T13:00:00.000Z');
    });
  }

  for (const answer of [
    undefined,
    null,
    true,
    'allow',
    [],
    {},
    { allow: 'true' },
    { allow: false },
    { refuse: '' },
    { refuse: true },
    { allow: true, refuse: 'no' },
    { waitUntil: '2026-11-23T13:00:00' },
    { waitUntil: '2026-11-23' },
    { waitUntil: 'tomorrow' },
    { waitUntil: start + hour },
    { waitUntil: '2026-11-23T11:59:59Z' },
  ]) {
    it(`allows nothing where it is malformed, and the check is repeated: ${JSON.stringify(answer)}`, () => {
      assert.ok(!isAllowed(answer));
      const decision = decideNext(asked({ answer }), start);
      assert.ok(decision.do === 'dial');
      assert.equal(decision.at, '2026-11-23T12:00:30.000Z');
      assert.equal(decision.reasons.at(-1)?.rule, 'before-dial-not-answered');
    });
  }
});
