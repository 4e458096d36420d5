import assert from 'node:assert/strict';
import type { Promised } from '../../src/chaos/judge/breach';
import { judge } from '../../src/chaos/judge/verdict';
import type { Evidence } from '../../src/chaos/run/evidence';
import type { Dial } from '../../src/simulator';
import { attempts, contact, dial, endedWith, flawless, plan } from './evidence';

describe('the judge of a storm', () => {
  it('finds nothing where nothing is wrong', () => {
    const verdict = judge(7, flawless(), flawless());
    assert.deepEqual(verdict.breaches, []);
    assert.equal(verdict.passed, true);
    assert.equal(verdict.figures.rings, 2);
  });

  it('finds a second ring of one attempt, although its token is another', () => {
    const { dials, contacts } = flawless();
    breaks('one-ring', {
      dials: [...dials, dial(2, 20_000, { contactId: 'again', clientToken: 'another' })],
      contacts,
    });
  });

  it('finds a ring that names no attempt', () => {
    breaks('one-ring', { dials: [...flawless().dials, dial(3, 20_000, { attributes: {} })] });
  });

  it('finds a second call under one workflow ID', () => {
    const attributes = { outboundCallWorkflowId: plan.workflowId, outboundCallAttemptId: 'other-run.1' };
    breaks('one-life', {
      dials: [...flawless().dials, dial(1, 20_000, { contactId: 'other', attributes })],
    });
  });

  it('finds calls without an outcome, but for one that was terminated', () => {
    const [call] = flawless().calls;
    assert.ok(call);
    breaks('an-outcome', { calls: [{ ...call, end: { kind: 'running', why: 'it waits' } }] });
    breaks('an-outcome', { calls: [{ ...call, end: { kind: 'failed', why: 'TokenCollision' } }] });
    breaks('an-outcome', { calls: [{ ...call, end: { kind: 'missing' } }] });

    const terminated: Partial<Evidence> = {
      calls: [{ ...call, end: { kind: 'terminated' } }],
      happenings: [
        { at: 0, until: 0, what: 'terminate', detail: '', workflowId: plan.workflowId, done: true },
      ],
    };
    assert.deepEqual(breachesOf(terminated), []);
    assert.equal(judge(7, flawless(), { ...flawless(), ...terminated }).figures.orphanedContacts, 2);
  });

  it('finds a contact that is in no call', () => {
    breaks('accounted', { calls: [endedWith({ attempts: attempts.slice(0, 1) })] });
  });

  it('finds a contact that began while an earlier one lasted', () => {
    breaks('no-overlap', { dials: [dial(1, 1_000), dial(2, 2_000)] });
  });

  it('finds two calls that ring one person at once', () => {
    // The other call's contact begins while the second attempt of the first lasts.
    breaks('one-call-at-a-time', withAnother([dial(1, 7_000, ofAnother)]));
    assert.deepEqual(promisesBroken(withAnother([dial(1, 9_001, ofAnother)])), []);
  });

  it('finds a person who is rung more often than all calls together may', () => {
    const limited = (mostRings: number) => {
      const evidence = withAnother([dial(1, 9_001, ofAnother)]);
      return {
        ...evidence,
        calls: evidence.calls?.map((call) => ({ ...call, plan: { ...call.plan, mostRings } })) ?? [],
      };
    };
    breaks('within-limits', limited(2));
    const { breaches } = judge(7, flawless(), { ...flawless(), ...limited(3) });
    assert.ok(!breaches.some(({ promise }) => promise === 'within-limits'));
  });

  it('finds a phone that rings after an opt-out was confirmed, but for one dial that was on its way', () => {
    const optOut = act('opt-out', 4_000, 4_500);
    breaks('opt-out-respected', { happenings: [optOut] });
    assert.deepEqual(promisesBroken({ happenings: [{ ...optOut, dialing: [plan.workflowId] }] }), []);
    const { dials } = flawless();
    breaks('opt-out-respected', {
      happenings: [{ ...optOut, dialing: [plan.workflowId] }],
      dials: [...dials, dial(3, 9_100, { contactId: 'one-more' })],
    });
  });

  it('allows a ring once the removal of an opt-out has begun, and after an opt-out that was refused', () => {
    const happenings = [act('opt-out', 4_000, 4_500), act('opt-in', 4_900, 6_000)];
    assert.deepEqual(promisesBroken({ happenings }), []);
    assert.deepEqual(promisesBroken({ happenings: [act('opt-out', 4_000, 4_500, { done: false })] }), []);
  });

  it('counts the opt-out of one call for all calls to the person', () => {
    const happenings = [act('opt-out-call', 9_000, 9_000)];
    breaks('opt-out-respected', { ...withAnother([dial(1, 9_001, ofAnother)]), happenings });
  });

  it('finds a call that ends as opted-out although nobody had opted out, or no longer', () => {
    const calls = [endedWith({ outcome: 'opted-out' })];
    breaks('explained-opt-out', { calls });
    const before = [act('opt-out', -300, -200), act('opt-in', -100, -50)];
    breaks('explained-opt-out', { calls, happenings: before, times: { ...flawless().times, began: 0 } });
    assert.deepEqual(promisesBroken({ calls, happenings: [act('opt-out', 9_200, 9_300)] }), []);
  });

  it('finds a phone that a paused workflow rings, but for one dial that was on its way', () => {
    const pause = [act('pause-workflow', 4_000, 4_500), act('unpause-workflow', 20_000, 20_000)];
    breaks('paused-is-quiet', { happenings: pause });
    assert.deepEqual(promisesBroken({ happenings: [act('pause-workflow', 4_000, 5_001)] }), []);
    assert.deepEqual(
      promisesBroken({
        happenings: [pause[0], act('unpause-workflow', 4_990, 5_100)].flatMap((one) => one ?? []),
      }),
      [],
    );
    const dialing = [plan.workflowId];
    assert.deepEqual(promisesBroken({ happenings: [act('pause-workflow', 4_000, 4_500, { dialing })] }), []);
  });

  it('allows the dial of a run that was reset the time of a dial', () => {
    const reset = act('reset', -20_000, -20_000);
    const pauseAt = (at: number) => ({ happenings: [reset, act('pause-workflow', at, at)] });
    assert.deepEqual(promisesBroken(pauseAt(4_500)), []);
    breaks('paused-is-quiet', pauseAt(-13_000));
  });

  it('compares calls that share a limit together, since any of them may use it up', () => {
    const both = (first: typeof attempts, second: typeof attempts): Evidence => {
      const evidence = { ...flawless(), dials: [], contacts: [] };
      return {
        ...evidence,
        calls: [first, second].map((made, index) => ({
          ...endedWith({ attempts: made, outcome: made.length > 0 ? 'exhausted' : 'expired' }),
          plan: { ...plan, workflowId: index === 0 ? plan.workflowId : another, mostRings: 2 },
        })),
      };
    };
    const one = judge(7, both(attempts, []), both([], attempts));
    assert.deepEqual(one.different, []);
    const [first] = attempts;
    assert.ok(first);
    assert.equal(judge(7, both(attempts, []), both([first], [])).different.length, 1);
  });

  it('finds a phone that is left ringing, unless the call says that it may be', () => {
    const [busy] = flawless().contacts;
    assert.ok(busy);
    const lasting: Partial<Evidence> = {
      contacts: [
        busy,
        contact(2, { initiatedAt: 5_000, connectedAt: 6_000, queuedAt: 7_000, agentAt: 8_000 }),
      ],
    };
    breaks('not-left-ringing', lasting);
    assert.deepEqual(breachesOf({ ...lasting, calls: [endedWith({ phoneMayBeRinging: true })] }), []);
  });

  it('finds a disposition, a queue and a contact that are not the true ones', () => {
    const [first, second] = attempts;
    assert.ok(first && second);
    const recorded = (changes: object) => ({
      calls: [endedWith({ attempts: [{ ...first, ...changes }, second] })],
    });
    breaks('true-record', recorded({ disposition: 'no-answer' }));
    breaks('true-record', recorded({ queueId: 'another' }));
    breaks('true-record', recorded({ contactId: 'made-up' }));
    breaks('true-record', recorded({ contactId: undefined, disposition: 'unknown', neverRang: true }));
  });

  it('lets an attempt be unknown where an answer was lost, and nowhere else', () => {
    const [, second] = attempts;
    assert.ok(second);
    const unknown: Partial<Evidence> = {
      calls: [
        endedWith({
          attempts: [
            { ...attempts[0], ...second, number: 1, contactId: 'contact-1', disposition: 'unknown' },
            second,
          ],
        }),
      ],
    };
    breaks('explained-unknown', unknown);
    assert.deepEqual(breachesOf({ ...unknown, exchanges: [lostAnswer(1)] }), []);
  });

  it('wants the contacts found whose ID was lost', () => {
    const calls = [
      endedWith({
        attempts: attempts.map((one) => ({ ...one, contactId: undefined, disposition: 'unknown' as const })),
        outcome: 'exhausted',
      }),
    ];
    const exchanges = [lostAnswer(1), lostAnswer(2)];
    breaks('found-unknown', { calls, exchanges });
  });

  it('does not let safety be bought with giving up', () => {
    const one = flawless();
    const many = (evidence: Evidence, copies: number) =>
      Array.from({ length: copies }, (_, index) =>
        evidence.calls.map((call) => ({
          ...call,
          plan: { ...call.plan, workflowId: `call-${index}` },
        })),
      ).flat();
    const quiet = { ...one, dials: [], contacts: [] };
    const without = (evidence: Evidence): Evidence => ({
      ...evidence,
      calls: evidence.calls.map((call) => ({
        ...call,
        end: { kind: 'completed', result: { ...resultOf(call), attempts: [], outcome: 'exhausted' } },
      })),
    });
    const calm = { ...quiet, calls: many(quiet, 3) };
    const storm = without(calm);
    const { breaches, different } = judge(7, calm, storm);
    assert.ok(breaches.some(({ promise }) => promise === 'same-end'));
    assert.equal(different.length, 3);
  });
});

const another = 'another-call';
const ofAnother: Partial<Dial> = {
  contactId: 'of-another',
  clientToken: 'of-another',
  attributes: { outboundCallWorkflowId: another, outboundCallAttemptId: 'another-run.1' },
};

/** A second call to the same person, which was terminated: nothing is compared with its record. */
function withAnother(dials: readonly Dial[]): Partial<Evidence> {
  const { calls, dials: own } = flawless();
  return {
    calls: [
      ...calls,
      { plan: { ...plan, workflowId: another }, closedAt: 30_000, end: { kind: 'terminated' } },
    ],
    dials: [...own, ...dials],
    happenings: [{ ...act('terminate', 30_000, 30_000), workflowId: another }],
  };
}

function act(
  what: string,
  at: number,
  until: number,
  changes: Partial<Evidence['happenings'][number]> = {},
): Evidence['happenings'][number] {
  return { at, until, what, detail: '', workflowId: plan.workflowId, done: true, ...changes };
}

function promisesBroken(changes: Partial<Evidence>): Promised[] {
  return breachesOf(changes).map(({ promise }) => promise);
}

function lostAnswer(attempt: number): Evidence['exchanges'][number] {
  return {
    at: 1_000,
    worker: 0,
    operation: 'dial',
    workflowId: plan.workflowId,
    attemptId: `first-run.${attempt}`,
    answeredAt: undefined,
    fate: 'lost',
  };
}

function resultOf({ end }: Evidence['calls'][number]) {
  assert.ok(end.kind === 'completed');
  return end.result;
}

function breachesOf(changes: Partial<Evidence>) {
  return judge(7, flawless(), { ...flawless(), ...changes }).breaches;
}

function breaks(promise: Promised, changes: Partial<Evidence>): void {
  const broken = breachesOf(changes).map((breach) => breach.promise);
  assert.ok(broken.includes(promise), `${promise} is not among [${broken.join(', ')}]`);
}
