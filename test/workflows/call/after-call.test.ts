import assert from 'node:assert/strict';
import { contactEndedSignal } from '../../../src/contract/call-messages';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { simulatedInstance, type Script } from '../../../src/simulator';
import { simulatedConnect } from '../../../src/testing';
import { eventually, oneDialAtATime, ownTeam, request, withCalls, type CallTest } from '../../support/calls';
import { endedContact } from '../../support/ended-contact';
import { timeSkippingServer } from '../../support/shared-servers';

const number = '+12065550139';
const policy: Partial<PolicyInput> = {
  reachedWhen: { attribute: 'disposition', equals: 'done' },
  refusedWhen: { attribute: 'doNotCall', equals: 'yes' },
  steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '2 minutes' }],
};

/** Over days in seconds: what an agent enters, and the wait before the next attempt, are minutes. */
async function withAgent(afterCall: Script['afterCall'], run: (parts: CallTest) => Promise<void>) {
  const server = await timeSkippingServer();
  const clock = () => server.currentTimeMs();
  await withCalls({ server, simulator: { clock }, activities: { clock } }, async (parts) => {
    parts.simulator.script(number, { dispositions: ['answered'], afterCall });
    await run(parts);
  });
}

describe('what an agent enters after the call', () => {
  it('counts: the person who was reached is not rung again', async () => {
    await withAgent({ seconds: 30, attributes: { disposition: 'done' } }, async ({ calls, simulator }) => {
      const call = await calls.start(request(number, policy), { workflowId: 'done-later' });
      const { outcome, attempts } = await call.result();
      assert.equal(outcome, 'reached');
      assert.deepEqual(
        attempts.map(({ reached }) => reached),
        [true],
      );
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('counts: the person who has refused is not rung again', async () => {
    await withAgent({ seconds: 30, attributes: { doNotCall: 'yes' } }, async ({ calls, simulator }) => {
      const call = await calls.start(request(number, policy), { workflowId: 'refused-later' });
      assert.equal((await call.result()).outcome, 'opted-out');
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('is read once before the next attempt, and says nothing else: that attempt is made', async () => {
    await withAgent({ seconds: 30, attributes: { disposition: 'call again' } }, async (parts) => {
      const { calls, simulator } = parts;
      const call = await calls.start(request(number, policy), { workflowId: 'again' });
      assert.equal((await call.result()).outcome, 'exhausted');
      assert.equal(simulator.dials().length, 2);
    });
  });

  it('is read also when the next attempt is due at once, as after a pause', async () => {
    await withCalls({}, async ({ calls, simulator }) => {
      const afterCall = { seconds: 6, attributes: { doNotCall: 'yes' } };
      simulator.script(number, { dispositions: ['answered'], ringSeconds: 0, talkSeconds: 1, afterCall });
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '5 seconds' }];
      const call = await calls.start(request(number, { ...policy, steps }), {
        workflowId: 'paused-meanwhile',
      });
      await eventually(async () => ((await call.status()).attempts.length === 1 ? true : undefined));
      await call.pause();
      await eventually(async () =>
        (await simulator.contacts()).find(({ attributes }) => attributes['doNotCall'] === 'yes'),
      );
      await call.resume();
      assert.equal((await call.result()).outcome, 'opted-out');
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('costs no request where the policy reads no attributes', async () => {
    const server = await timeSkippingServer();
    const clock = () => server.currentTimeMs();
    const describes = async (reads: Partial<PolicyInput>): Promise<number> => {
      let accepted = 0;
      const activities = { clock, pollDelay: () => 3_600_000 };
      await withCalls({ server, simulator: { clock }, activities }, async ({ calls, simulator }) => {
        simulator.script(number, { dispositions: ['answered'] });
        const call = await calls.start(request(number, { ...policy, ...reads }), {
          workflowId: `requests-${Object.keys(reads).length}`,
        });
        assert.equal((await call.result()).outcome, 'exhausted');
        accepted = simulator.requests().DescribeContact?.accepted ?? 0;
      });
      return accepted;
    };
    const without = await describes({
      reachedWhen: 'connected',
      minTalkSeconds: 3_600,
      refusedWhen: undefined,
    });
    assert.equal(await describes({}), without + 1);
  });

  it('counts when a later record of the contact reports it', async () => {
    await withCalls({}, async ({ calls, simulator, client }) => {
      simulator.script(number, { dispositions: ['answered'], ringSeconds: 0, talkSeconds: 0 });
      const longer = { steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '2 hours' }] };
      const call = await calls.start(
        request(number, { ...policy, ...longer, reachedWhen: policy.reachedWhen }),
        {
          workflowId: 'reported-later',
        },
      );
      const contact = await endedContact(simulator, 1);
      await eventually(async () => ((await call.status()).attempts.length === 1 ? true : undefined));
      const handle = client.workflow.getHandle('reported-later');
      // As it is recorded already: of no consequence.
      await handle.signal(contactEndedSignal, contact);
      const attributes = { ...contact.attributes, disposition: 'done' };
      await handle.signal(contactEndedSignal, { ...contact, attributes });
      assert.equal((await call.result()).outcome, 'reached');
      assert.equal(simulator.dials().length, 1);
    });
  });
});

describe('what code says of an attempt', () => {
  it('ends the call while the next attempt waits', async () => {
    for (const [record, outcome] of [
      [{ reached: true }, 'reached'],
      [{ refused: true, attempt: 1 }, 'opted-out'],
    ] as const) {
      await withCalls({}, async ({ calls, simulator }) => {
        simulator.script(number, { dispositions: ['busy'] });
        const waits = { steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }] };
        const call = await calls.start(request(number, waits), { workflowId: `code-says-${outcome}` });
        await eventually(async () => ((await call.status()).state === 'waiting' ? true : undefined));
        assert.equal((await call.recordDisposition(record)).attempts.length, 1);
        const result = await call.result();
        assert.equal(result.outcome, outcome);
        assert.equal(result.attempts[0]?.disposition, 'busy', 'how it ended is not changed');
        await assert.rejects(call.recordDisposition(record), /call is over|completed|not found/i);
      });
    }
  });

  it('counts for the attempt under way, once it has ended', async () => {
    await withCalls({}, async ({ calls, simulator }) => {
      simulator.script(number, { dispositions: ['answered'], talkSeconds: 600 });
      const call = await calls.start(request(number, { ...policy }), { workflowId: 'talking' });
      const current = await eventually(async () => (await call.status()).current?.contactId);
      await call.recordDisposition({ refused: true });
      assert.equal((await call.status()).current?.contactId, current, 'the talk goes on');
      const connect = simulatedConnect(simulator);
      await connect.stopContact({ instanceId: simulatedInstance.instanceId, contactId: current });
      connect.destroy?.();
      const { outcome, attempts } = await call.result();
      assert.equal(outcome, 'opted-out');
      assert.equal(attempts[0]?.refused, true);
    });
  });

  it('is about the last attempt that rang, not one that waits in the queue', async () => {
    await withCalls({ pacing: oneDialAtATime }, async ({ calls, simulator }) => {
      simulator.script(number, { dispositions: ['busy', 'answered'] });
      simulator.script('+12065550138', { dispositions: ['answered'], talkSeconds: 600 });
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '5 seconds' }];
      const call = await calls.start(request(number, { steps }), { workflowId: 'queued' });
      await eventually(async () => ((await call.status()).attempts.length === 1 ? true : undefined));
      await call.pause();
      // It has the only line from now on.
      const other = await calls.start(request('+12065550138'), { workflowId: 'has-the-line' });
      await eventually(async () => (await other.status()).current?.contactId);
      await call.resume();
      await eventually(async () => ((await call.status()).current?.number === 2 ? true : undefined));
      await call.recordDisposition({ refused: true });
      const { outcome, attempts } = await call.result();
      assert.equal(outcome, 'opted-out');
      assert.deepEqual(
        attempts.map(({ refused }) => refused),
        [true],
      );
      await other.cancel();
      await other.result();
    });
  });

  it('is refused when it makes no sense, and changes nothing', async () => {
    await withCalls({}, async ({ calls, simulator }) => {
      simulator.script(number, { dispositions: ['busy'] });
      const waits = { steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }] };
      const call = await calls.start(request(number, waits), { workflowId: 'nonsense' });
      await eventually(async () => ((await call.status()).state === 'waiting' ? true : undefined));
      for (const record of [
        {},
        { reached: false },
        { attempt: 1 },
        { reached: true, attempt: 7 },
        { won: true },
      ]) {
        await assert.rejects(call.recordDisposition(record), (error: Error) =>
          /Give \{|has no attempt 7 |must be true|no other members/.test(String(error.cause)),
        );
      }
      assert.equal((await call.status()).state, 'waiting');
      await call.cancel();
      await call.result();
    });
  });
});
