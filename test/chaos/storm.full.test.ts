import assert from 'node:assert/strict';
import { planStorm, runStorm } from '../../src/chaos';
import { needsSqsServer } from '../support/with-java';

describe('a small storm', () => {
  before(needsSqsServer);

  it('in which workers, servers and answers get lost: one ring for each attempt, and an outcome for each call', async function () {
    // It has to wait for what the product gives up only after a while: a dead worker, a lost question.
    this.timeout(240_000);
    const { verdict } = await runStorm(
      planStorm({ calls: 14, seed: 7, spanMs: 6_000, workers: 2, events: true }),
    );
    assert.deepEqual(verdict.breaches, []);
    assert.equal(verdict.figures.calls, 14);
  });
});
