import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import { eventually, request } from '../support/calls';
import { exitOf, withWorkerProcesses } from '../support/start-worker-process';

describe('never twice: a worker that stops', () => {
  it('finishes the dial in its hands and ends well; the dials that wait are made by another, and nothing rings twice', async () => {
    await withWorkerProcesses(async ({ simulator, calls, client, taskQueue, startWorker }) => {
      // One line: while the first call has it, a dial waits in the worker's hands, and others in their queue.
      const options = { quotas: { concurrentCalls: 1 }, dialTimeout: 30_000 };
      const first = await startWorker(options);
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'slow', milliseconds: 3_000 });
      const ids = ['stop-1', 'stop-2', 'stop-3'];
      await calls.start(request('+12065550102'), { workflowId: 'stop-1' });
      await eventually(() => simulator.dials().at(0));
      for (const workflowId of ids.slice(1)) await calls.start(request('+12065550102'), { workflowId });
      await eventually(() => aWishWaits(client, taskQueue));

      first.kill('SIGTERM');
      await startWorker(options);
      assert.deepEqual(await exitOf(first), { code: 0, signal: null });
      const results = await Promise.all(ids.map((id) => calls.getHandle(id).result()));
      assert.deepEqual(
        results.map(({ attempts }) => attempts.map(({ disposition }) => disposition)),
        [['busy'], ['busy'], ['busy']],
      );
      assert.deepEqual(
        simulator
          .dials()
          .map(({ contactId }) => contactId)
          .sort(),
        results.map(({ attempts }) => attempts[0]?.contactId).sort(),
      );
      assert.equal(simulator.requests().StartOutboundVoiceContact?.accepted, 3, 'no token was sent again');
    });
  });
});

/** Has a worker taken a dial and asked for a line that is not free? */
async function aWishWaits(client: Client, taskQueue: string): Promise<true | undefined> {
  const { events } = await client.workflow.getHandle(`outbound-call-lines:${taskQueue}`).fetchHistory();
  return events?.some((event) => event.timerStartedEventAttributes) ? true : undefined;
}
