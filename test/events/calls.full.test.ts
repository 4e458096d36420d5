import assert from 'node:assert/strict';
import { startContactEvents } from '../../src/events';
import type { DeliveryFaults } from '../../src/simulator';
import { simulatedConnect } from '../../src/testing';
import { overflow, ownTeam, request, withCalls, type CallTest } from '../support/calls';
import { sqsServer } from '../support/shared-servers';
import { needsSqsServer } from '../support/with-java';

describe('calls whose ends are reported by events', () => {
  before(needsSqsServer);

  it('end like those that are polled, with one DescribeContact each, with a fifth of the events lost, a fifth doubled and all out of order', async () => {
    let asked: unknown;
    await withCalls({}, async (parts) => {
      asked = await endings(parts, 'polled');
    });
    await withEvents({ drop: 0.2, duplicate: 0.2, reorder: 1 }, async (parts) => {
      assert.deepEqual(await endings(parts, 'events'), asked);
      assert.ok((parts.simulator.events()?.dropped ?? 0) > 0);
      const contacts = (await parts.simulator.contacts()).length;
      assert.equal(parts.simulator.requests().DescribeContact?.accepted, contacts, 'one question for each');
    });
  });
});

/** How calls of every kind end, and each of their attempts. */
async function endings({ calls }: CallTest, name: string): Promise<unknown> {
  const steps = [
    {
      name: 'own-team',
      queueId: ownTeam,
      ringTimeoutInSeconds: 15,
      attempts: 2,
      retryAfter: '200ms',
    },
    { name: 'overflow', queueId: overflow, ringTimeoutInSeconds: 15, retryAfter: '200ms' },
  ];
  const numbers = ['00', '01', '02', '03', '04', '05', '06', '07', '20'].map((last) => `+120655501${last}`);
  return Promise.all(
    numbers.map(async (number, index) => {
      const workflowId = `${name}-${index}`;
      await calls.start(request(number, { steps, usualTalk: '1 second' }), { workflowId });
      const { outcome, attempts } = await calls.getHandle(workflowId).result();
      return {
        number,
        outcome,
        attempts: attempts.map(({ step, disposition }) => `${step}: ${disposition}`),
      };
    }),
  );
}

async function withEvents(faults: DeliveryFaults, test: (parts: CallTest) => Promise<void>): Promise<void> {
  const sqs = await sqsServer();
  const queueUrl = await sqs.createQueue();
  const target = { kind: 'sqs', queueUrl, endpoint: sqs.url } as const;
  await withCalls(
    {
      activities: { settings: { events: true } },
      simulator: { events: { target, pollIntervalMs: 20, ...faults } },
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
