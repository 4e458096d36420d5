import assert from 'node:assert/strict';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createTimeSkippingTestEnvironment } from '../../src/embedded';
import { nobodyAnswersForAMonth } from './month-of-no-answers';
import { months } from './months';

describe('a month in which nobody answers', () => {
  let server: TestWorkflowEnvironment;
  // A server of its own: its clock is common to all that runs there.
  before(async () => {
    server = await createTimeSkippingTestEnvironment();
  });
  after(() => server.teardown());

  it('under the rules of France: four attempts, at the first permitted minutes, and then none for thirty days', async () => {
    const called = await nobodyAnswersForAMonth(server, [months.fr]);
    const times = called
      .get(months.fr)
      ?.map((local) => local.toPlainTime().toString({ smallestUnit: 'minute' }));
    assert.equal(times?.length, 4);
    assert.equal(times[0], '10:00');
  });
});
