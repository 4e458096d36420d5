import assert from 'node:assert/strict';
import { planStorm, runStorm } from '../../src/chaos';
import { needsSqsServer } from '../support/with-java';

describe('a storm of a few seconds', () => {
  it('in which a worker, both servers and answers are lost once: one ring for each attempt, and an outcome for each call', async () => {
    const plan = planStorm({ calls: 5, seed: 7, spanMs: 2_000, workers: 1, events: false });
    const wanted = ['kill-worker', 'restart-server', 'restart-simulator'] as const;
    const troubles = wanted.flatMap((kind) => plan.troubles.filter((one) => one.kind === kind).slice(0, 1));
    const { verdict } = await runStorm({ ...plan, troubles, dialTimeoutMs: 3_000 });
    assert.deepEqual(verdict.breaches, []);
    const { calls, people, happenings } = verdict.figures;
    assert.equal(calls, 5);
    assert.equal(people.count, 1);
    for (const kind of wanted) {
      assert.ok(
        Object.keys(happenings).some((what) => what.startsWith(kind)),
        `${kind} did happen`,
      );
    }
  });
});

describe('a small storm', () => {
  before(needsSqsServer);

  it('in which workers, servers and answers get lost: one ring for each attempt, and an outcome for each call', async function () {
    // It has to wait for what the product gives up only after a while: a dead worker, a lost question.
    this.timeout(240_000);
    const { verdict } = await runStorm(
      planStorm({ calls: 24, seed: 7, spanMs: 6_000, workers: 2, events: true }),
    );
    assert.deepEqual(verdict.breaches, []);
    const { calls, people, happenings } = verdict.figures;
    assert.equal(calls, 24);
    assert.equal(people.count, 3);
    // Those that do not depend on what a call is doing.
    for (const kind of ['opt-in', 'pause-workflow', 'unpause-workflow'] as const) {
      assert.ok(happenings[kind], `${kind} did happen`);
    }
  });
});
