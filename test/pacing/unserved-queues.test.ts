import assert from 'node:assert/strict';
import { instanceQueues, type InstanceQueues } from '../../src/domain/call/instance-queues';
import { eventually, request, withCalls } from '../support/calls';

describe('a call whose task queues no worker serves any more', () => {
  it('reads the settings again, dials, and is followed by those who serve the call', async () => {
    let queues: InstanceQueues = instanceQueues('nobody');
    await withCalls(
      { activities: { queuesOf: () => queues, settings: { bounds: { queueTimeout: 2_000 } } } },
      async ({ simulator, calls, taskQueue }) => {
        await calls.start(request('+12065550100'), { workflowId: 'unserved' });
        await eventually(async () =>
          (await calls.getHandle('unserved').status()).state === 'dialing' ? true : undefined,
        );
        queues = { dial: taskQueue, describe: 'nobody-either', urgent: taskQueue, search: taskQueue };
        const result = await calls.getHandle('unserved').result();
        assert.deepEqual([result.outcome, simulator.dials().length], ['reached', 1]);
      },
    );
  });
});
