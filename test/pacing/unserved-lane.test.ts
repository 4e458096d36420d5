import assert from 'node:assert/strict';
import { laneOf, type Lane } from '../../src/domain/pacing/lane';
import { eventually, request, withCalls } from '../support/calls';

describe('a call whose lane nobody serves any more', () => {
  it('reads the settings again, dials, and is followed by those who serve the call', async () => {
    let lane: Lane = laneOf('nobody');
    await withCalls(
      { activities: { laneOf: () => lane, settings: { bounds: { queueTimeout: 2_000 } } } },
      async ({ simulator, calls, taskQueue }) => {
        await calls.start(request('+12065550100'), { workflowId: 'unserved' });
        await eventually(async () =>
          (await calls.getHandle('unserved').status()).state === 'dialing' ? true : undefined,
        );
        lane = { dial: taskQueue, describe: 'nobody-either', urgent: taskQueue, search: taskQueue };
        const result = await calls.getHandle('unserved').result();
        assert.deepEqual([result.outcome, simulator.dials().length], ['reached', 1]);
      },
    );
  });
});
