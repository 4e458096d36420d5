import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { eventually, request, withCalls } from '../support/calls';
import { localServer } from '../support/shared-servers';
import { startWorkerProcess } from '../support/start-worker-process';

describe('never twice: a worker killed', () => {
  it('after Amazon Connect took the dial and before it answered: the same token is sent again, the phone rang once, the call goes on', async () => {
    const { temporalServer } = await localServer();
    await withCalls({ workers: 0 }, async ({ simulator, calls, client, taskQueue }) => {
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'hang-after' });
      const { address } = temporalServer;
      const { namespace } = client.options;
      const simulatorUrl = simulator.url;
      const startWorker = () =>
        startWorkerProcess({ address, namespace, taskQueue, simulatorUrl, dialTimeout: 3_000 });
      const first = await startWorker();
      let second: ChildProcess | undefined;
      try {
        await calls.start(request('+12065550100'), { workflowId: 'killed' });
        await eventually(() => simulator.dials().at(0));
        first.kill('SIGKILL');
        second = await startWorker();

        const result = await calls.getHandle('killed').result();
        assert.equal(result.outcome, 'reached');
        assert.equal(result.attempts.length, 1);
        assert.deepEqual(
          simulator.dials().map((dial) => dial.contactId),
          [result.attempts[0]?.contactId],
        );
      } finally {
        first.kill('SIGKILL');
        second?.kill('SIGKILL');
      }
    });
  });
});
