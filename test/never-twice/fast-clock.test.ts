import assert from 'node:assert/strict';
import { request, withCalls } from '../support/calls';

describe('never twice: a worker whose clock is minutes ahead', () => {
  it('gives a lost answer up when the re-send window is over by the clock of Temporal, not minutes later', async () => {
    const ahead = { activities: { clock: () => Date.now() + 10 * 60_000 } };
    await withCalls(ahead, async ({ simulator, calls, client }) => {
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'drop-after', count: 1_000 });
      await calls.start(request('+12065550102', { resendWindow: '1 second' }), { workflowId: 'fast-clock' });
      const { attempts } = await calls.getHandle('fast-clock').result();
      assert.deepEqual(
        attempts.map(({ disposition }) => disposition),
        ['unknown'],
      );
      assert.equal(simulator.dials().length, 1);
      const { historyLength } = await client.workflow.getHandle('fast-clock').describe();
      assert.ok(historyLength < 60, `${historyLength} events`);
    });
  });
});
