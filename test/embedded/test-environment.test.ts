import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createLocalTestEnvironment,
  createTimeSkippingTestEnvironment,
} from '../../src/embedded/test-environment';
import { findTestServer } from '../../src/embedded/test-server';
import { withEnvironment } from '../config/environment';
import { writeScript } from './fakes';
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

  it('give a server that skips time no credential and no key', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'test-environment-'));
    const seen = path.join(folder, 'environment');
    const server = await findTestServer();
    const executable = writeScript(
      path.join(folder, "it's a server"),
      `env > '${seen}'; exec '${server}' "$@"`,
    );
    const secrets = { AWS_SECRET_ACCESS_KEY: 'a secret', LEDGER_KEY: 'a secret', 'odd-key': 'a secret' };
    try {
      await withEnvironment(secrets, async () => {
        const environment = await createTimeSkippingTestEnvironment({ executable });
        await environment.teardown();
      });
      const environment = await readFile(seen, 'utf8');
      assert.match(environment, /^PATH=/m);
      assert.doesNotMatch(environment, /a secret/);
    } finally {
      await rm(folder, { recursive: true });
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
