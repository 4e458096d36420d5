import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NativeConnection } from '@temporalio/worker';
import { startTemporalServer } from '../../src/embedded';
import { lastingPorts } from '../../src/embedded/ports';
import { simulatedConnect } from '../../src/testing';
import { createOutboundWorker, startHealthServer } from '../../src/worker';
import { eventually } from '../support/calls';
import { workflowBundle } from '../support/workflow-bundle';
import { ask } from './support';

describe('the health of a worker', () => {
  it('is unready while Temporal is gone, live all the same, and ready again by itself', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'outbound-health-'));
    const [port = 0] = await lastingPorts(1);
    const options = { port, ui: false, dbFile: path.join(folder, 'temporal.db') };
    let temporal = await startTemporalServer(options);
    const connection = await NativeConnection.connect({ address: temporal.address });
    const worker = await createOutboundWorker({
      connection,
      connect: simulatedConnect({ url: 'http://127.0.0.1:9' }),
      quotas: 'off',
      worker: { workflowBundle: await workflowBundle() },
    });
    const server = await startHealthServer(worker, { port: 0 });
    try {
      const before = await ask(server, '/readyz');
      assert.equal(before.status, 503);
      assert.deepEqual(before.body.checks['workers'], {
        status: 'failing',
        reason: 'the worker of outbound-calls has not started yet',
      });

      const running = worker.run();
      await eventually(async () => ((await ask(server, '/readyz')).status === 200 ? true : undefined));
      temporal.kill();
      await temporal.exited;
      const without = await eventually(async () => {
        const answer = await ask(server, '/readyz');
        return answer.status === 503 ? answer : undefined;
      });
      assert.deepEqual(without.body.checks['workers'], { status: 'ok' });
      assert.match(
        JSON.stringify(without.body.checks['temporal']),
        /Temporal (does|did) not answer .*for namespace/,
      );
      assert.equal((await ask(server, '/livez')).status, 200);

      temporal = await startTemporalServer(options);
      await eventually(async () => ((await ask(server, '/readyz')).status === 200 ? true : undefined));
      worker.shutdown();
      await running;
      assert.equal((await ask(server, '/readyz')).status, 503);
    } finally {
      await server.close();
      await connection.close();
      await temporal.stop();
      await rm(folder, { recursive: true });
    }
  });
});
