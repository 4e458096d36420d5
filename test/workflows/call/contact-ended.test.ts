import assert from 'node:assert/strict';
import type { Contact } from '../../../src/domain/call/contact';
import { contactEndedSignal } from '../../../src/contract/call-messages';
import { ownTeam, request, withCalls, type CallTest } from '../../support/calls';
import { endedContact } from '../../support/ended-contact';
import { timeSkippingServer } from '../../support/shared-servers';

const withEvents = { activities: { settings: { events: true } } };

describe('the end of a contact', () => {
  it('that an event reports costs no poll', async () => {
    await withCalls(withEvents, async ({ simulator, calls, client }) => {
      simulator.script('+12065550139', { dispositions: ['busy', 'answered'] });
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '200ms' }];
      await calls.start(request('+12065550139', { steps }), { workflowId: 'told' });
      for (const number of [1, 2]) {
        const contact = await endedContact(simulator, number);
        assert.equal(simulator.requests().DescribeContact?.accepted, number, 'only the test has asked');
        await client.workflow.getHandle('told').signal(contactEndedSignal, contact);
        // Told again, as queues do: of no consequence, whatever the call is doing by then.
        await client.workflow.getHandle('told').signal(contactEndedSignal, contact).catch(hasEnded);
      }
      const result = await calls.getHandle('told').result();
      assert.equal(result.outcome, 'reached');
      assert.deepEqual(
        result.attempts.map((attempt) => attempt.disposition),
        ['busy', 'answered'],
      );
    });
  });

  it('that no event reports is polled once, after the ring timeout and the usual talk', async () => {
    const server = await timeSkippingServer();
    const clock = () => server.currentTimeMs();
    await withCalls(
      { server, simulator: { clock }, activities: { clock, pollDelay: undefined, ...withEvents.activities } },
      async ({ simulator, calls, client }) => {
        await calls.start(request('+12065550100', { usualTalk: '20 minutes' }), { workflowId: 'untold' });
        const result = await calls.getHandle('untold').result();
        assert.equal(result.outcome, 'reached');
        assert.equal(simulator.requests().DescribeContact?.accepted, 1);
        const { startTime, closeTime } = await client.workflow.getHandle('untold').describe();
        const minutes = (Number(closeTime) - Number(startTime)) / 60_000;
        assert.ok(minutes >= 21 && minutes < 25, `asked after ${minutes} minutes`);
      },
    );
  });

  it('that was reported to an earlier run of a retried call is polled at once', async () => {
    await withCalls(withEvents, async ({ simulator, calls, client, taskQueue }) => {
      await client.workflow.start('outboundCall', {
        workflowId: 'told-before',
        taskQueue,
        args: [request('+12065550100')],
        workflowRunTimeout: '3 seconds',
        retry: { maximumAttempts: 3, initialInterval: '100ms' },
      });
      assert.equal((await calls.getHandle('told-before').result()).outcome, 'reached');
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('that is reported while it is being polled ends the polling', async () => {
    // Without events the asking begins at once, here with an hour between two questions.
    await withCalls({ activities: { pollDelay: () => 3_600_000 } }, async (parts) => {
      await parts.calls.start(request('+12065550100'), { workflowId: 'asked' });
      await tell(parts, 'asked', await endedContact(parts.simulator, 1));
      assert.equal((await parts.calls.getHandle('asked').result()).outcome, 'reached');
    });
  });

  it('of another call, or what is no contact at all, changes nothing', async () => {
    await withCalls(withEvents, async (parts) => {
      const { simulator, calls, client } = parts;
      await calls.start(request('+12065550100'), { workflowId: 'mine' });
      const contact = await endedContact(simulator, 1);
      await tell(parts, 'mine', { ...contact, contactId: 'another', attributes: {} });
      await tell(parts, 'mine', {
        ...contact,
        attributes: { ...contact.attributes, outboundCallAttemptId: 'another.1' },
      });
      const numbered = { ...contact, attributes: { outboundCallAttemptId: 5 } };
      for (const nonsense of [null, 'ended', 7, {}, { contactId: contact.contactId }, numbered]) {
        await client.workflow.getHandle('mine').signal(contactEndedSignal.name, nonsense);
      }
      assert.equal((await calls.getHandle('mine').status()).state, 'in-progress');
      await tell(parts, 'mine', contact);
      assert.equal((await calls.getHandle('mine').result()).attempts[0]?.contactId, contact.contactId);
    });
  });

  it('answers a dial whose own answer was lost', async () => {
    await withCalls(withEvents, async (parts) => {
      const { simulator, calls } = parts;
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'drop-after', count: 50 });
      await calls.start(request('+12065550100', { resendWindow: '4 seconds' }), { workflowId: 'lost' });
      await tell(parts, 'lost', await endedContact(simulator, 1));
      const result = await calls.getHandle('lost').result();
      assert.deepEqual([result.outcome, simulator.dials().length], ['reached', 1]);
    });
  });
});

async function tell({ client }: CallTest, workflowId: string, contact: Contact): Promise<void> {
  await client.workflow.getHandle(workflowId).signal(contactEndedSignal, contact);
}

function hasEnded(error: unknown): void {
  assert.match(String(error), /already completed|not found/i);
}
