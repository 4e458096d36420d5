import assert from 'node:assert/strict';
import {
  createLocalTestEnvironment,
  createTimeSkippingTestEnvironment,
} from '../../src/embedded/test-environment';
import { isAlive } from './processes';

describe('the test environments', () => {
  it('skip three days in a moment, where time skips', async () => {
    const environment = await createTimeSkippingTestEnvironment();
    try {
      const before = await environment.currentTimeMs();
      await environment.sleep('3 days');
      const skipped = (await environment.currentTimeMs()) - before;
      assert.ok(skipped >= 3 * 24 * 3600_000, `${skipped} ms`);
    } finally {
      await environment.teardown();
    }
  });

  it('are a full server, where time is real, and end it on teardown', async () => {
    const environment = await createLocalTestEnvironment({ namespace: 'calls' });
    const { pid } = environment.temporalServer;
    const { workflowId } = await environment.client.workflow.start('anything', {
      workflowId: 'one',
      taskQueue: 'nobody',
    });
    assert.equal(workflowId, 'one');
    await environment.teardown();
    assert.ok(!isAlive(pid));
  });
});
