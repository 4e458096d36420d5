import assert from 'node:assert/strict';
import { groupBy } from '../../src/chaos/judge/group-by';
import { ordeals, type PlannedAct } from '../../src/chaos/plan/acts';
import { Dice } from '../../src/chaos/plan/dice';
import { planStorm } from '../../src/chaos/plan/plan';
import { killPoints } from '../../src/chaos/plan/troubles';
import { parseRequest } from '../../src/domain/call/parse-request';

const small = { calls: 15, seed: 7, spanMs: 8_000, workers: 2, events: true };
const large = { calls: 500, seed: 7, spanMs: 180_000, workers: 2, events: true };

describe('the plan of a storm', () => {
  it('is the same for the same seed, and another one for another', () => {
    assert.deepEqual(planStorm(large), planStorm(large));
    assert.notDeepEqual(planStorm(large), planStorm({ ...large, seed: 8 }));
  });

  it('has valid call requests, and numbers that belong to one person', () => {
    const { calls } = planStorm(large);
    assert.deepEqual(
      calls.flatMap(({ request }) => {
        const parsed = parseRequest(request);
        return parsed.ok ? [] : parsed.problems;
      }),
      [],
    );
    const people = groupBy(calls, ({ request }) => request.destinationPhoneNumber);
    const phones = [...people].flatMap(([, [call]]) => call?.phones.map(({ e164 }) => e164) ?? []);
    assert.equal(new Set(phones).size, phones.length);
  });

  it('kills workers at every point, restarts what can be restarted and resets calls, as often as it says that it does', () => {
    const { troubles, calls } = planStorm(large);
    const ofKind = (kind: string) => troubles.filter((trouble) => trouble.kind === kind).length;
    assert.ok(ofKind('kill-worker') >= 20);
    assert.ok(ofKind('restart-server') >= 3);
    assert.ok(ofKind('restart-simulator') >= 3);
    assert.ok(calls.flatMap(({ acts }) => acts).filter(({ act }) => act.do === 'reset').length >= 10);
    const points = troubles.flatMap((trouble) => (trouble.kind === 'kill-worker' ? [trouble.point] : []));
    assert.deepEqual(new Set(points), new Set(killPoints));
  });

  it('ends within its span', () => {
    for (const { at } of planStorm(small).troubles) assert.ok(at < small.spanMs);
    for (const { startsAt } of planStorm(small).calls) assert.ok(startsAt < small.spanMs);
  });

  it('makes two to four calls to some people: who answer, who may be rung less often, and who opt out', () => {
    const { calls } = planStorm(large);
    const shared = [...groupBy(calls, ({ request }) => request.destinationPhoneNumber).values()].filter(
      (toPerson) => toPerson.length > 1,
    );
    assert.deepEqual(new Set(shared.map(({ length }) => length)), new Set([2, 3, 4]));
    const limited = shared.filter((toPerson) => toPerson.some(({ mostRings }) => mostRings !== undefined));
    assert.ok(limited.length > 0);
    for (const toPerson of limited) {
      const wanted = toPerson.flatMap(({ request }) =>
        request.policy.steps.map(({ attempts = 1 }) => attempts),
      );
      const most = toPerson.map(({ mostRings = Infinity }) => mostRings);
      assert.ok(Math.min(...most) < wanted.reduce((sum, attempts) => sum + attempts, 0));
    }
    const optsOut = shared.filter((toPerson) => toPerson.some(({ acts }) => has(acts, 'opt-in')));
    assert.ok(optsOut.length > 0);
    for (const toPerson of [...limited, ...optsOut]) {
      for (const { phones } of toPerson) {
        assert.ok(phones.every(({ script }) => script.dispositions.length === 1));
      }
    }
  });

  it('pauses workflows, ledgers and activities by Temporal, and opts people out in both ways', () => {
    const kinds = new Set(planStorm(large).calls.flatMap(({ acts }) => acts.map(({ act }) => act.do)));
    for (const kind of [
      ...(['pause-workflow', 'pause-ledger', 'pause-activity'] as const),
      ...(['opt-out', 'opt-out-call', 'opt-in'] as const),
    ]) {
      assert.ok(kinds.has(kind), kind);
    }
  });

  it('ends every pause', () => {
    const endings = {
      pause: 'resume',
      'pause-workflow': 'unpause-workflow',
      'pause-ledger': 'unpause-ledger',
      'pause-activity': 'unpause-activities',
    };
    for (const { acts, workflowId } of planStorm(large).calls) {
      for (const [pause, ending] of Object.entries(endings)) {
        const last = acts.map(({ act }) => act.do).findLast((one) => one === pause || one === ending);
        assert.ok(last !== pause, `${workflowId} stays in ${pause}`);
      }
    }
  });

  it('sends no message to a workflow that Temporal has paused, which would refuse it', () => {
    for (const { acts } of planStorm(large).calls) {
      const first = acts.findIndex(({ act }) => act.do === 'pause-workflow');
      const last = acts.findIndex(({ act }) => act.do === 'unpause-workflow');
      for (const { act } of first < 0 ? [] : acts.slice(first + 1, last)) assert.equal(act.do, 'cancel');
    }
  });
});

function has(acts: readonly PlannedAct[], kind: PlannedAct['act']['do']): boolean {
  return acts.some(({ act }) => act.do === kind);
}

describe('dice', () => {
  it('deal one of each kind at least, and the usual one for the rest', () => {
    const dealt = new Dice(1, 'test').deal(20, ordeals);
    assert.equal(dealt.length, 20);
    assert.deepEqual(new Set(dealt), new Set(ordeals.map(({ kind }) => kind)));
  });

  it('deal the first kinds when there are too few for all', () => {
    const dealt = new Dice(1, 'test').deal(2, ordeals);
    assert.deepEqual(dealt.sort(), ['cancel', 'reset']);
  });
});
