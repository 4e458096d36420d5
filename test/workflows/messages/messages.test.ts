import assert from 'node:assert/strict';
import {
  eventually,
  oneDialAtATime,
  overflow,
  ownTeam,
  quickPolicy,
  request,
  withCalls,
} from '../../support/calls';
import { watchUpdates } from '../../support/watch-updates';

const noSuchQueue = 'cccccccc-0000-4000-8000-00000000dead';

describe('a message to a call', () => {
  it('that pauses it takes a dial that has not begun out of the queue, and nothing rings until it is resumed', async () => {
    // The second waits for the first, as behind a rate limit.
    await withCalls({ pacing: oneDialAtATime }, async ({ simulator, calls }) => {
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'slow', milliseconds: 3_000 });
      await calls.start(request('+12065550102'), { workflowId: 'before' });
      await eventually(() => simulator.dials().at(0));
      await calls.start(request('+12065550100'), { workflowId: 'queued' });
      await eventually(async () =>
        (await calls.getHandle('queued').status()).state === 'dialing' ? true : undefined,
      );
      await calls.getHandle('queued').pause();
      await eventually(async () =>
        (await calls.getHandle('queued').status()).state === 'paused' ? true : undefined,
      );
      await calls.getHandle('before').result();
      assert.equal(simulator.dials().length, 1);

      await calls.getHandle('queued').resume();
      const result = await calls.getHandle('queued').result();
      assert.equal(result.outcome, 'reached');
      assert.deepEqual(
        result.attempts.map((attempt) => attempt.number),
        [1],
      );
      assert.equal(simulator.dials().length, 2);
    });
  });

  it('that corrects the queue of a step makes the step be dialed after all', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      simulator.script('+12065550139', { dispositions: ['busy', 'answered'] });
      const steps = (queueId: string) => [
        { name: 'overflow', queueId },
        { name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' },
      ];
      await calls.start(request('+12065550139', { steps: steps(noSuchQueue) }), { workflowId: 'corrected' });
      await eventually(async () => (await calls.getHandle('corrected').status()).attempts[0]);
      await calls.getHandle('corrected').changePolicy(
        quickPolicy({
          steps: [
            { name: 'own-team', queueId: ownTeam, retryAfter: 0 },
            { name: 'overflow', queueId: overflow },
          ],
        }),
      );
      const result = await calls.getHandle('corrected').result();
      assert.deepEqual(
        result.attempts.map((attempt) => attempt.step),
        ['own-team', 'overflow'],
      );
      assert.equal(result.outcome, 'reached');
    });
  });

  it('that gives it another policy does not hold up another such message that comes with it', async () => {
    await withCalls({ workers: 0 }, async (parts) => {
      const { calls, client } = parts;
      await calls.start(request('+12065550102', { limits: { deadline: '1 hour' } }), { workflowId: 'twice' });
      const watched = watchUpdates(parts);
      // Without a worker they wait for one workflow task, which checks them side by side.
      const changes = ['2 hours', '3 hours'].map((deadline) =>
        watched.calls
          .getHandle('twice')
          .changePolicy(quickPolicy({ limits: { deadline: deadline as '2 hours' } })),
      );
      await watched.arrived(changes.length);
      await withCalls({ beside: parts }, async () => {
        for (const [index, { policy }] of (await Promise.all(changes)).entries()) {
          assert.equal(policy?.limits.deadline, (index + 2) * 3_600_000);
          assert.equal(policy.on.fax?.action, 'next-number', 'every default is shown');
        }
        await calls.getHandle('twice').result();
      });
      const { events } = await client.workflow.getHandle('twice').fetchHistory();
      assert.ok(!events?.some((event) => event.workflowTaskFailedEventAttributes));
    });
  });
});
