import assert from 'node:assert/strict';
import type { Simulator } from '../../../src/simulator';
import { eventually, ownTeam, request, withCalls } from '../../support/calls';

describe('cancelling a call', () => {
  it('while it waits: ends at once, and the phone never rings', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      await calls.start(request('+12065550100'), { workflowId: 'cancel-waiting' });
      await calls.start(request('+12065550101', closedToday()), { workflowId: 'cancel-closed' });
      await eventually(async () =>
        (await calls.getHandle('cancel-closed').status()).state === 'waiting' ? true : undefined,
      );
      await calls.getHandle('cancel-closed').cancel();
      const result = await calls.getHandle('cancel-closed').result();
      assert.equal(result.outcome, 'cancelled');
      assert.deepEqual(result.attempts, []);
      assert.equal(
        simulator.dials().some((dial) => dial.destinationPhoneNumber === '+12065550101'),
        false,
      );
      await calls.getHandle('cancel-waiting').result();
    });
  });

  it('before a worker has taken it up: ends cancelled, and the phone never rings', async () => {
    await withCalls({ workers: 0 }, async (parts) => {
      await parts.calls.start(request('+12065550100'), { workflowId: 'cancel-early' });
      await parts.calls.getHandle('cancel-early').cancel();
      await withCalls({ beside: parts }, async () => {
        assert.equal((await parts.calls.getHandle('cancel-early').result()).outcome, 'cancelled');
      });
      assert.deepEqual(parts.simulator.dials(), []);
    });
  });

  it('while the dial request is under way: waits for its answer and hangs up', async () => {
    await withCalls({ simulator: { speed: 1 } }, async ({ simulator, calls }) => {
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'slow', milliseconds: 2_000 });
      await calls.start(request('+12065550101'), { workflowId: 'cancel-dialing' });
      await eventually(async () =>
        (await calls.getHandle('cancel-dialing').status()).state === 'dialing' ? true : undefined,
      );
      await calls.getHandle('cancel-dialing').cancel();
      const result = await calls.getHandle('cancel-dialing').result();
      assert.equal(result.outcome, 'cancelled');
      assert.equal(result.phoneMayBeRinging, false);
      await assertSilent(simulator);
    });
  });

  it('while the phone rings: it falls silent, and the attempt is recorded as cancelled', async () => {
    await withCalls({ simulator: { speed: 1 } }, async ({ simulator, calls }) => {
      await calls.start(request('+12065550101'), { workflowId: 'cancel-ringing' });
      await eventually(async () => (await calls.getHandle('cancel-ringing').status()).current?.contactId);
      await calls.getHandle('cancel-ringing').cancel();
      const result = await calls.getHandle('cancel-ringing').result();
      assert.equal(result.outcome, 'cancelled');
      assert.equal(result.phoneMayBeRinging, false);
      assert.deepEqual(
        result.attempts.map((attempt) => attempt.disposition),
        ['cancelled'],
      );
      await assertSilent(simulator);
    });
  });

  it('while the person talks: hangs up, and keeps what the attempt was', async () => {
    await withCalls({ simulator: { speed: 1 } }, async ({ simulator, calls }) => {
      simulator.script('+12065550136', { dispositions: ['answered'], ringSeconds: 0, talkSeconds: 600 });
      await calls.start(request('+12065550136'), { workflowId: 'cancel-talking' });
      await eventually(async () =>
        (await simulator.contacts()).find((contact) => contact.phase === 'with-agent'),
      );
      await calls.getHandle('cancel-talking').cancel();
      const result = await calls.getHandle('cancel-talking').result();
      assert.equal(result.outcome, 'cancelled');
      assert.equal(result.attempts[0]?.disposition, 'answered');
      await assertSilent(simulator);
    });
  });

  it('between two attempts: keeps the attempts so far', async () => {
    await withCalls({}, async ({ calls }) => {
      await calls.start(
        request('+12065550102', { steps: [{ queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }] }),
        { workflowId: 'cancel-between' },
      );
      await eventually(async () => (await calls.getHandle('cancel-between').status()).next);
      await eventually(async () => (await calls.getHandle('cancel-between').status()).attempts[0]);
      await calls.getHandle('cancel-between').cancel();
      const result = await calls.getHandle('cancel-between').result();
      assert.equal(result.outcome, 'cancelled');
      assert.deepEqual(
        result.attempts.map((attempt) => attempt.disposition),
        ['busy'],
      );
    });
  });

  it('while Amazon Connect throttles the hang-up: keeps on until the phone is silent', async () => {
    await withCalls({ simulator: { speed: 1 } }, async ({ simulator, calls }) => {
      await calls.start(request('+12065550101'), { workflowId: 'cancel-throttled' });
      await eventually(async () => (await calls.getHandle('cancel-throttled').status()).current?.contactId);
      simulator.fault({ operation: 'StopContact', kind: 'throttle', count: 3 });
      await calls.getHandle('cancel-throttled').cancel();
      assert.equal((await calls.getHandle('cancel-throttled').result()).outcome, 'cancelled');
      await assertSilent(simulator);
    });
  });

  it('while the answer to the dial is lost: says that the phone may be ringing, after one ring', async () => {
    await withCalls({ simulator: { speed: 1 } }, async ({ simulator, calls }) => {
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'hang-after', count: 1000 });
      await calls.start(request('+12065550101', { resend: 'never' }), { workflowId: 'cancel-lost' });
      await eventually(() => simulator.dials().at(0));
      await calls.getHandle('cancel-lost').cancel();
      const result = await calls.getHandle('cancel-lost').result();
      assert.equal(result.outcome, 'cancelled');
      assert.equal(result.phoneMayBeRinging, true);
      assert.equal(simulator.dials().length, 1);
    });
  });
});

async function assertSilent(simulator: Simulator): Promise<void> {
  const contacts = await simulator.contacts();
  assert.ok(contacts.length > 0);
  assert.deepEqual(
    contacts.filter((contact) => contact.phase !== 'ended'),
    [],
  );
}

/** Open in a day or two, whatever the day: nothing is dialed today. */
function closedToday() {
  const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
  const inThreeDays = weekdays[(new Date().getUTCDay() + 3) % 7] ?? 'monday';
  return {
    callingHours: { timeZone: 'UTC', weekly: { [inThreeDays]: [['09:00', '17:00'] as [string, string]] } },
  };
}
