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

  for (const [name, month] of Object.entries(months)) {
    it(`under ${name}: exactly the permitted attempts, at permitted local times`, async () => {
      await nobodyAnswersForAMonth(server, [month]);
    });
  }
});
