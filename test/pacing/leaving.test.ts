import assert from 'node:assert/strict';
import { SharedLines } from '../../src/pacing/shared-lines';
import { exchangeLinesUpdate, linesInUseQuery, reportLinesSignal } from '../../src/contract/lines-messages';
import { eventually, withCalls } from '../support/calls';

describe('a worker that leaves', () => {
  it('waits for no line any more, gives back what it has reserved, and takes no line from those who stay', async () => {
    await withCalls({}, async ({ client, taskQueue }) => {
      const workflowId = `lines-of-${taskQueue}`;
      const lines = () => new SharedLines({ client, taskQueue, workflowId, limit: 2 });
      const inUse = () => client.workflow.getHandle(workflowId).query(linesInUseQuery);
      const [leaving, staying] = [lines(), lines()];
      try {
        assert.equal(await leaving.take('a', 60_000, 60_000), 'taken');
        // All lines are in use, so it reserves one for its next dial as soon as one is free.
        assert.equal(await leaving.take('b', 60_000, 60_000), 'taken');
        const reserving = leaving.reserve(AbortSignal.timeout(60_000));
        leaving.free('b');
        assert.equal((await reserving).holdsLine, true);
        assert.equal(await inUse(), 2, 'one in use, one reserved');
        const waiting = staying.take('c', 60_000, 60_000);
        leaving.leave();
        assert.equal(await waiting, 'taken');

        // Both are in use now.
        const alsoLeaving = lines();
        const left = alsoLeaving.take('d', 60_000, 60_000);
        await eventually(async () => ((await inUse()) === 2 ? true : undefined));
        alsoLeaving.leave();
        assert.equal(await left, 'leaving');
        assert.equal(await alsoLeaving.take('e', 60_000, 60_000), 'leaving');
        await alsoLeaving.close();

        // What is in use is still told of.
        leaving.free('a');
        await eventually(async () => ((await inUse()) === 1 ? true : undefined));
        assert.equal(await staying.take('f', 60_000, 60_000), 'taken');
      } finally {
        await Promise.all([leaving.close(), staying.close()]);
        await client.workflow.getHandle(workflowId).terminate();
      }
    });
  });

  it('gets no lines for a request that arrives after its leave', async () => {
    await withCalls({}, async ({ client, taskQueue }) => {
      const lines = await client.workflow.start('outboundCallLines', {
        workflowId: `lines-of-${taskQueue}`,
        taskQueue,
      });
      const news = { holder: 'w', limit: 2, wanted: [], inUse: [], freed: [] };
      await lines.signal(reportLinesSignal, { ...news, isLeaving: true });
      const answer = await lines.executeUpdate(exchangeLinesUpdate, {
        args: [{ ...news, wanted: [{ id: 'a', heldForMs: 60_000 }], timeoutMs: 60_000 }],
      });
      assert.deepEqual(answer, { granted: [], free: 2 });
      await lines.terminate();
    });
  });
});
