import assert from 'node:assert/strict';
import { eventually, request } from '../support/calls';
import { exitOf, withWorkerProcesses } from '../support/start-worker-process';

describe('never twice: a worker that stops', () => {
  it('ends within its force time when Amazon Connect never answers; another worker re-sends the same token', async () => {
    await withWorkerProcesses(async ({ simulator, calls, startWorker }) => {
      const hanging = await startWorker({ isAnswered: false, dialTimeout: 3_000 });
      await calls.start(request('+12065550102'), { workflowId: 'stop-hanging' });
      await eventually(() => simulator.dials().at(0));
      hanging.kill('SIGTERM');
      await startWorker({});
      assert.deepEqual(await exitOf(hanging), { code: 1, signal: null });
      const { attempts } = await calls.getHandle('stop-hanging').result();
      assert.deepEqual(
        attempts.map(({ disposition, contactId }) => [disposition, contactId]),
        [['busy', simulator.dials()[0]?.contactId]],
      );
      assert.equal(simulator.dials().length, 1);
    });
  });
});
