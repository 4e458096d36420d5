import assert from 'node:assert/strict';
import { ordeals } from '../../src/chaos/plan/acts';
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

  it('has valid call requests, each with its own numbers', () => {
    const { calls } = planStorm(large);
    assert.deepEqual(
      calls.flatMap(({ request }) => {
        const parsed = parseRequest(request);
        return parsed.ok ? [] : parsed.problems;
      }),
      [],
    );
    const phones = calls.flatMap((call) => call.phones.map(({ e164 }) => e164));
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

  it('resumes every paused call', () => {
    for (const { acts, workflowId } of planStorm(large).calls) {
      const last = acts.map(({ act }) => act.do).findLast((one) => one === 'pause' || one === 'resume');
      assert.ok(last !== 'pause', workflowId);
    }
  });
});

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
