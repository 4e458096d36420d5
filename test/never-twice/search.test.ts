import assert from 'node:assert/strict';
import { FailureType } from '../../activities';
import type { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { simulatedInstance, type SimulatorOptions } from '../../src/simulator';
import { simulatedConnect } from '../../src/testing';
import { contactEndedSignal } from '../../src/contract/call-messages';
import { endedContact } from '../support/ended-contact';
import { eventually, overflow, ownTeam, request, withCalls, type CallTest } from '../support/calls';
import { timeSkippingServer } from '../support/shared-servers';

const never = { resend: 'never' as const };
const twoSteps = {
  ...never,
  steps: [
    { name: 'own-team', queueId: ownTeam, retryAfter: '100ms' },
    { name: 'overflow', queueId: overflow },
  ],
};

describe('never forgotten: a contact whose ID was lost is searched for', () => {
  it('and found answered: the call has reached the person, with one ring', async () => {
    // With the task queues of an instance: searches have their own.
    await withCalls({ ...searching(), pacing: { quotas: {} } }, async (parts) => {
      loseAnswers(parts, 1);
      await parts.calls.start(request('+12065550100', twoSteps), { workflowId: 'search-answered' });
      const { outcome, attempts, phoneMayBeRinging } = await parts.calls
        .getHandle('search-answered')
        .result();
      assert.deepEqual([outcome, phoneMayBeRinging], ['reached', false]);
      assert.deepEqual(
        attempts.map(({ contactId, disposition, queueId }) => [contactId, disposition, queueId]),
        parts.simulator.dials().map(({ contactId, queueId }) => [contactId, 'answered', queueId]),
      );
    });
  });

  it('after every re-send was lost, too; the quiet ends, and the attempt was what it was', async () => {
    await withCalls(searching(), async (parts) => {
      loseAnswers(parts, 1_000);
      await parts.calls.start(request('+12065550102', { resendWindow: '1 second' }), {
        workflowId: 'search-busy',
      });
      const { outcome, attempts, phoneMayBeRinging } = await parts.calls.getHandle('search-busy').result();
      assert.deepEqual([outcome, phoneMayBeRinging], ['exhausted', false]);
      assert.deepEqual(
        attempts.map(({ contactId, disposition }) => [contactId, disposition]),
        parts.simulator.dials().map(({ contactId }) => [contactId, 'busy']),
      );
    });
  });

  it('and found ringing: nothing else rings before it has ended', async () => {
    // Replayed with every task, between queries.
    const worker = { maxCachedWorkflows: 0 };
    await withCalls({ ...searching({ searchContacts: 'all' }), worker }, async (parts) => {
      const { simulator, calls } = parts;
      simulator.script('+12065550139', { dispositions: ['no-answer', 'answered'], ringSeconds: 20 });
      loseAnswers(parts, 1);
      await calls.start(request('+12065550139', twoSteps), { workflowId: 'search-ringing' });
      await eventually(async () => (await calls.getHandle('search-ringing').status()).current?.contactId);
      const { attempts } = await calls.getHandle('search-ringing').result();
      assert.deepEqual(
        attempts.map(({ disposition, step }) => [disposition, step]),
        [
          ['no-answer', 'own-team'],
          ['answered', 'overflow'],
        ],
      );
      const [first, second, ...more] = simulator.dials();
      const contact = (await simulator.contacts()).find(({ contactId }) => contactId === first?.contactId);
      assert.ok(Number(second?.at) >= Number(contact?.past.ended?.at));
      assert.deepEqual(more, []);
    });
  });

  it('and found after code has said that the person refused: that still counts, and nothing else rings', async () => {
    let ahead = 0;
    const clock = () => Date.now() + ahead;
    await withCalls(searching({ clock }), async (parts) => {
      const { simulator, calls } = parts;
      simulator.script('+12065550139', { dispositions: ['no-answer', 'answered'], ringSeconds: 60 });
      loseAnswers(parts, 1);
      // Due at once, so no dial confirms the decision.
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: 0 }];
      const call = await calls.start(request('+12065550139', { ...never, steps }), {
        workflowId: 'search-refused',
      });
      await eventually(async () => (await call.status()).attempts[0]);
      await call.recordDisposition({ refused: true });
      // Now the contact ends, and can be found.
      ahead = 60_000;
      const { outcome, attempts } = await call.result();
      assert.equal(outcome, 'opted-out');
      assert.deepEqual(
        attempts.map(({ disposition, refused }) => [disposition, refused]),
        [['no-answer', true]],
      );
      assert.equal(simulator.dials().length, 1);
    });
  });

  for (const { where, simulated = {}, throttled = 0, searches } of [
    { where: 'is not searchable, whatever the settings say', simulated: unsearchable('none'), searches: 7 },
    { where: 'refuses such a search', simulated: unsearchable('invalid-request'), searches: 1 },
    { where: 'has no request left for it', throttled: 1_000, searches: 12 },
  ]) {
    it(`to no avail where the instance ${where}: the attempt stays unknown, and the call goes on when the quiet is over`, async () => {
      const server = await timeSkippingServer();
      const clock = () => server.currentTimeMs();
      const activities = { searchable: () => true, clock, pollDelay: undefined };
      await withCalls({ server, simulator: { ...simulated, clock }, activities }, async (parts) => {
        const { simulator, calls } = parts;
        simulator.script('+12065550139', { dispositions: ['busy', 'answered'] });
        if (throttled) simulator.fault({ operation: 'SearchContacts', kind: 'throttle', count: throttled });
        loseAnswers(parts, 1);
        const workflowId = `search-in-vain-${searches}`;
        await calls.start(request('+12065550139', { ...twoSteps, quietPeriod: '1 minute' }), { workflowId });
        const { attempts, phoneMayBeRinging } = await calls.getHandle(workflowId).result();
        const [lost, next] = attempts;
        assert.deepEqual([lost?.disposition, next?.disposition], ['unknown', 'answered']);
        assert.equal(phoneMayBeRinging, true);
        const quiet = Date.parse(next?.startedAt ?? '') - Date.parse(lost?.endedAt ?? '');
        // The last search is sent when the quiet period is over, and a throttled one is repeated for 30 seconds.
        assert.ok(quiet >= 120_000 && quiet < (throttled ? 153_000 : 123_000), `${quiet} ms of quiet`);
        const asked: Record<string, number> = { ...simulator.requests().SearchContacts };
        const sent = Object.values(asked).reduce((sum, count) => sum + count, 0);
        assert.ok(throttled ? sent >= searches : sent === searches, `${sent} searches`);
      });
    });
  }

  it('and proved not to exist: the attempt is given back, and the call dials with a new token', async () => {
    const server = await timeSkippingServer();
    const clock = () => server.currentTimeMs();
    const activities = { searchable: () => true, clock, pollDelay: undefined };
    await withCalls({ server, simulator: { clock }, activities }, async (parts) => {
      const { simulator, calls } = parts;
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'drop-before', count: 1 });
      const once = { ...never, quietPeriod: '1 minute', steps: [{ queueId: ownTeam }] };
      await calls.start(request('+12065550100', once), { workflowId: 'never-rang' });
      await eventually(async () => (await calls.getHandle('never-rang').status()).attempts[0]);
      await server.sleep('10 seconds');
      // A later contact shows that the index covers the time of the lost dial.
      await calls.start(request('+12065550102', once), { workflowId: 'later-call' });
      const { outcome, attempts, phoneMayBeRinging } = await calls.getHandle('never-rang').result();
      assert.deepEqual([outcome, phoneMayBeRinging], ['reached', false]);
      assert.deepEqual(
        attempts.map(({ number, disposition, neverRang }) => [number, disposition, neverRang]),
        [
          [1, 'unknown', true],
          [2, 'answered', undefined],
        ],
      );
      const rings = simulator.dials().filter((dial) => dial.destinationPhoneNumber === '+12065550100');
      assert.equal(rings.length, 1);
    });
  });

  it('when the call is cancelled, once more: the phone falls silent', async () => {
    await withCalls(searching({ searchContacts: 'all', speed: 1 }, notYet), async (parts) => {
      await cancelWhileSearching(parts, 'search-cancelled');
      const { outcome, attempts, phoneMayBeRinging } = await parts.calls
        .getHandle('search-cancelled')
        .result();
      assert.deepEqual([outcome, phoneMayBeRinging], ['cancelled', false]);
      assert.deepEqual(
        attempts.map(({ disposition }) => disposition),
        ['cancelled'],
      );
      const [contact] = await parts.simulator.contacts();
      assert.equal(contact?.phase, 'ended');
    });
  });

  it('when the call is cancelled and nothing is found: says that the phone may be ringing', async () => {
    await withCalls(searching({ speed: 1 }, notYet), async (parts) => {
      await cancelWhileSearching(parts, 'search-in-vain');
      const { outcome, phoneMayBeRinging } = await parts.calls.getHandle('search-in-vain').result();
      assert.deepEqual([outcome, phoneMayBeRinging], ['cancelled', true]);
    });
  });

  it('until an event reports it; a message that comes meanwhile takes effect', async () => {
    await withCalls(searching({}, notYet), async (parts) => {
      const { simulator, calls, client } = parts;
      loseAnswers(parts, 1);
      await calls.start(request('+12065550102', twoSteps), { workflowId: 'search-told' });
      await eventually(async () => (await calls.getHandle('search-told').status()).attempts[0]);
      await calls.getHandle('search-told').pause();
      await eventually(async () =>
        (await calls.getHandle('search-told').status()).state === 'paused' ? true : undefined,
      );
      const contact = await endedContact(simulator, 1);
      await client.workflow.getHandle('search-told').signal(contactEndedSignal, contact);
      const known = await eventually(async () => {
        const [attempt] = (await calls.getHandle('search-told').status()).attempts;
        return attempt?.contactId;
      });
      assert.equal(known, contact.contactId);
      await calls.getHandle('search-told').cancel();
      assert.equal((await calls.getHandle('search-told').result()).phoneMayBeRinging, false);
    });
  });

  it('and one that carries the id of another attempt is a collision', async () => {
    await withCalls({ workers: 0 }, async (beside) => {
      const connect = simulatedConnect(beside.simulator);
      const { instanceId, contactFlowId } = simulatedInstance;
      const { contactId } = await connect.startOutboundVoiceContact({
        ...{ instanceId, contactFlowId, queueId: ownTeam, destinationPhoneNumber: '+12065550102' },
        clientToken: 'of another',
        attributes: { outboundCallAttemptId: 'another.1' },
      });
      const mistaken = { ...connect, searchContacts: async () => [contactId] };
      const { activities } = searching();
      await withCalls({ beside, activities: { ...activities, connect: mistaken } }, async () => {
        loseAnswers(beside, 1);
        await beside.calls.start(request('+12065550102', never), { workflowId: 'search-collision' });
        await assert.rejects(
          beside.calls.getHandle('search-collision').result(),
          (error: WorkflowFailedError) => {
            assert.ok(error.cause instanceof ApplicationFailure);
            return error.cause.type === FailureType.TokenCollision;
          },
        );
      });
      connect.destroy?.();
    });
  });

  it('not at all where the instance is not searchable by the settings', async () => {
    await withCalls({ activities: { settings: { bounds: { searchAfter: 100 } } } }, async (parts) => {
      loseAnswers(parts, 1);
      await parts.calls.start(request('+12065550102', never), { workflowId: 'search-off' });
      assert.equal((await parts.calls.getHandle('search-off').result()).attempts[0]?.disposition, 'unknown');
      assert.equal(parts.simulator.requests().SearchContacts, undefined);
    });
  });
});

/** First after a fifth of a second, unless a test is about what happens before. */
function searching(simulator: SimulatorOptions = {}, searchAfter = 200) {
  return {
    simulator: { speed: 50, ...simulator },
    activities: { searchable: () => true, settings: { bounds: { searchAfter } } },
  };
}

function unsearchable(searchableAttributes: 'none' | 'invalid-request'): SimulatorOptions {
  return { searchableAttributes };
}

const notYet = 500_000;

function loseAnswers({ simulator }: CallTest, count: number): void {
  simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'drop-after', count });
}

async function cancelWhileSearching(parts: CallTest, workflowId: string): Promise<void> {
  loseAnswers(parts, 1);
  await parts.calls.start(request('+12065550101', never), { workflowId });
  await eventually(async () => (await parts.calls.getHandle(workflowId).status()).attempts[0]);
  assert.match(
    (await parts.calls.getHandle(workflowId).explain()).summary,
    /Searching for the lost contact of attempt 1/,
  );
  await parts.calls.getHandle(workflowId).cancel();
}
