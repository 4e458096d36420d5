import assert from 'node:assert/strict';
import type { Promised } from '../../src/chaos/judge/breach';
import { judge } from '../../src/chaos/judge/verdict';
import type { Evidence } from '../../src/chaos/run/evidence';
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
