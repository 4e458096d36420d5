import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { eventually, request, withCalls } from '../support/calls';
import { localServer } from '../support/shared-servers';

describe('never twice: a worker killed', () => {
  it('after Amazon Connect took the dial and before it answered: the same token is sent again, the phone rang once, the call goes on', async () => {
    const { temporalServer } = await localServer();
    await withCalls({ workers: 0 }, async ({ simulator, calls, taskQueue }) => {
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'hang-after' });
      const startWorker = () => workerProcess(temporalServer.address, taskQueue, simulator.url);
      const first = startWorker();
      let second: ChildProcess | undefined;
      try {
        await calls.start(request('+12065550100'), { workflowId: 'killed' });
        await eventually(() => simulator.dials().at(0));
        first.kill('SIGKILL');
        second = startWorker();

        const result = await calls.result('killed');
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

function workerProcess(...args: string[]): ChildProcess {
  const script = path.join(__dirname, '..', 'support', 'worker-process.ts');
  return spawn(process.execPath, ['--require', 'tsx/cjs', script, ...args], { stdio: 'ignore' });
}
