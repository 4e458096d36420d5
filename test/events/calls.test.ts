import assert from 'node:assert/strict';
import { startContactEvents } from '../../src/events';
import type { Mischief } from '../../src/simulator';
import { simulatedConnect } from '../../src/testing';
import { ownTeam, request, withCalls, type CallTest } from '../support/calls';
import { sqsServer } from '../support/shared-servers';

describe('calls that are told of their ends', () => {
  it('all end, one DescribeContact each, with events lost, doubled, late and out of order', async () => {
    await withEvents({ drop: 0.5, duplicate: 0.4, reorder: 0.4, delaySeconds: 3 }, async (parts) => {
      const { simulator, calls } = parts;
      // Those whose events are all lost are asked about after the shortest ring timeout that there is.
      const steps = [{ name: 'own-team', queueId: ownTeam, ringTimeoutInSeconds: 15 }];
      const numbers = Array.from({ length: 8 }, (_, index) => `+1206555015${index}`);
      for (const number of numbers) {
        await calls.start(request(number, { steps, usualTalk: '1 second' }), {
          workflowId: `told ${number}`,
        });
      }
      for (const number of numbers) {
        assert.equal((await calls.result(`told ${number}`)).outcome, 'reached');
      }
      assert.ok((simulator.events()?.dropped ?? 0) > 0);
      assert.equal(simulator.requests().DescribeContact?.accepted, numbers.length);
    });
  });
});

async function withEvents(mischief: Mischief, test: (parts: CallTest) => Promise<void>): Promise<void> {
  const sqs = await sqsServer();
  const queueUrl = await sqs.createQueue();
  const target = { kind: 'sqs', queueUrl, endpoint: sqs.url } as const;
  await withCalls(
    {
      activities: { settings: { events: true } },
      simulator: { events: { target, everyMilliseconds: 20, ...mischief } },
    },
    async (parts) => {
      const connect = simulatedConnect(parts.simulator);
      const events = startContactEvents({ client: parts.client, connect, queueUrl, sqs: sqs.client });
      try {
        await test(parts);
      } finally {
        await events.stop();
        connect.destroy?.();
      }
    },
  );
}
