import assert from 'node:assert/strict';
import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { temporalAnswers } from '../../src/health';
import { simulatedConnect } from '../../src/testing';
import { createOutboundWorker, startHealthServer } from '../../src/worker';
import { eventually, request, withCalls } from '../support/calls';
import { localServer } from '../support/shared-servers';
import { workflowBundle } from '../support/workflow-bundle';
import { ask } from './support';

describe('the health of a worker', () => {
  it('is unready and live while it finishes the dial in its hands', async () => {
    await withCalls({ server: await localServer(), workers: 0 }, async ({ simulator, calls, taskQueue }) => {
      const { temporalServer } = await localServer();
      const connection = await NativeConnection.connect({ address: temporalServer.address });
      const worker = await createOutboundWorker({
        connection,
        taskQueue,
        connect: simulatedConnect(simulator),
        worker: { workflowBundle: await workflowBundle() },
      });
      const server = await startHealthServer(worker, { port: 0 });
      const running = worker.run();
      try {
        simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'slow', milliseconds: 1_500 });
        await calls.start(request('+12065550102'), { workflowId: 'health-stopping' });
        await eventually(() => simulator.dials().at(0));
        const ready = await ask(server, '/readyz');
        assert.equal(ready.status, 200);
        assert.match(ready.body.details?.['time-zones'] ?? '', /^tz 20\d\d\w/, 'the age of the zone data');
        assert.equal(ready.body.details?.['caller-ids'], 'none known to be blocked');
        worker.shutdown();
        const { status, body } = await ask(server, '/readyz');
        assert.deepEqual([status, body.checks['temporal']], [503, { status: 'ok' }]);
        assert.match(JSON.stringify(body.checks['workers']), /the worker of \S+ (is stopping|has stopped)/);
        assert.equal((await ask(server, '/livez')).status, 200);
      } finally {
        worker.shutdown();
        await running;
        await server.close();
        await connection.close();
      }
    });
  });

  it('says whether Temporal answers, and why not', async () => {
    const { temporalServer } = await localServer();
    const [there, nowhere] = [temporalServer.address, '127.0.0.1:9'].map((address) =>
      Connection.lazy({ address }),
    );
    assert(there && nowhere);
    try {
      assert.equal(await temporalAnswers(there, 'default')(), undefined);
      assert.match((await temporalAnswers(there, 'no-such')()) ?? '', /namespace "no-such": .*not found/i);
      assert.match(
        (await temporalAnswers(nowhere, 'default')()) ?? '',
        /^Temporal (does|did) not answer .*"default"/,
      );
    } finally {
      await there.close();
    }
  });
});
