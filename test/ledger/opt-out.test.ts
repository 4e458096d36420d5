import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { OutboundCalls } from '../../src/client';
import { CallPhase } from '../../src/domain/call/call-status';
import { OptOutList } from '../../src/ledger';
import { optOutsId } from '../../src/ledger/names';
import { simulatedLedger } from '../../src/testing';
import { optOutSignal, optOutUpdate } from '../../src/contract/call-messages';
import { eventually, ownTeam, request, withCalls } from '../support/calls';
import { randomKey } from '../support/random-key';
import { activitiesIn, ledgerIdOf, readLedger, together } from './support';

const person = '+12065550131';
const other = '+12065550132';
/** Also where the test goes on past midnight. */
const closedOn = [0, 24].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 10));
const twice = { steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' as const }] };

describe('opting out', () => {
  it('ends every running call to the person at once, whichever of their numbers it is, and every later one', async () => {
    await withCalls(together, async ({ simulator, calls, client }) => {
      simulator.script(person, { dispositions: ['busy'] });
      await calls.start(request(person, twice), { workflowId: 'between-attempts' });
      await calls.start(
        request(other, {
          steps: [{ queueId: ownTeam }, { queueId: ownTeam, destinationPhoneNumber: person }],
          callingHours: { timeZone: 'UTC', closedOn },
        }),
        { workflowId: 'not-dialed-yet' },
      );
      await eventually(async () => (await calls.getHandle('not-dialed-yet').status()).next);
      await eventually(async () => (await calls.getHandle('between-attempts').status()).attempts[0]);
      await calls.optOuts.add(person, { reason: 'asked on the phone' });

      const { outcome, reasons } = await calls.getHandle('between-attempts').result();
      assert.equal(outcome, 'opted-out');
      assert.deepEqual(
        reasons.map(({ text }) => text),
        ['The person has opted out of calls: asked on the phone.'],
      );
      const notDialed = await calls.getHandle('not-dialed-yet').result();
      assert.deepEqual([notDialed.outcome, notDialed.attempts], ['opted-out', []]);
      await calls.start(request(person), { workflowId: 'later' });
      assert.equal((await calls.getHandle('later').result()).outcome, 'opted-out');
      assert.deepEqual(await activitiesIn(client, 'later'), ['outboundDecide']);
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('said to one call puts all its numbers on the list, and ends the others; an attempt under way is not cut off', async () => {
    await withCalls(together, async ({ simulator, calls, client }) => {
      simulator.script(person, { dispositions: ['busy'] });
      await calls.start(request(person, twice), { workflowId: 'another' });
      await eventually(async () => (await calls.getHandle('another').status()).attempts[0]);
      await calls.start(request(other, { steps: [{ queueId: ownTeam, destinationPhoneNumber: person }] }), {
        workflowId: 'asked-by-an-agent',
      });
      await client.workflow
        .getHandle('asked-by-an-agent')
        .executeUpdate(optOutUpdate, { args: [{ reason: 'said\nso' }] });
      assert.equal((await calls.getHandle('another').result()).outcome, 'opted-out');
      const asked = await calls.getHandle('asked-by-an-agent').result();
      assert.equal(asked.outcome, 'opted-out');
      assert.ok(asked.attempts.every(({ disposition }) => disposition !== 'cancelled'));
      const list = await calls.optOuts.all();
      assert.deepEqual(list.map(({ number, reason }) => [number, reason]).sort(), [
        [person, 'said so'],
        [other, 'said so'],
      ]);
    });
  });

  it('stays when the ledger and the part of the list are terminated, the key is changed, and the person is forgotten', async () => {
    await withCalls({ workers: 0 }, async (beside) => {
      await withCalls({ ...together, beside }, async (parts) => {
        const { calls, client, taskQueue } = parts;
        await calls.start(request(person), { workflowId: 'before-opt-out' });
        await calls.getHandle('before-opt-out').result();
        await calls.optOuts.add(person);
        await terminate(client, ledgerIdOf(parts, person));
        await terminate(client, optOutsId(taskQueue, person));
        await calls.forget(person);
      });
      const ledger = { keys: [randomKey(), ...simulatedLedger.keys] as [string, string] };
      await withCalls({ activities: { ledger }, beside }, async ({ calls }) => {
        await calls.start(request(person), { workflowId: 'after' });
        assert.equal((await calls.getHandle('after').result()).outcome, 'opted-out');
        // The part that was terminated goes on with what it knew.
        await calls.optOuts.add(sameAs(person, beside.taskQueue));
        assert.ok(await calls.optOuts.find(person));
        assert.equal(beside.simulator.dials().length, 1);

        await calls.optOuts.remove(person);
        await calls.start(request(person), { workflowId: 'may-be-called-again' });
        assert.equal((await calls.getHandle('may-be-called-again').result()).outcome, 'reached');
      });
    });
  });

  it('is seen by the dial itself, when the call could not be signalled', async () => {
    await withCalls(together, async ({ calls, client, simulator, taskQueue }) => {
      simulator.script(person, { dispositions: ['busy'] });
      const often = { steps: [{ queueId: ownTeam, attempts: 100, retryAfter: 0 }] };
      await calls.start(request(person, often), { workflowId: 'untold-opt-out' });
      // A call that has dialed has looked at the list.
      await eventually(() => simulator.dials()[0]);
      await calls.getHandle('untold-opt-out').pause();
      await eventually(
        async () =>
          (await calls.getHandle('untold-opt-out').status()).state === CallPhase.Paused || undefined,
      );
      const list = new OptOutList({ client, taskQueue });
      await list.add([{ number: person, since: new Date().toISOString() }]);
      const before = simulator.dials().length;
      await calls.getHandle('untold-opt-out').resume();
      const { outcome, attempts } = await calls.getHandle('untold-opt-out').result();
      assert.equal(outcome, 'opted-out');
      assert.equal(attempts.length, before);
      assert.equal(simulator.dials().length, before);
    });
  });

  it('said to a call whose dial fails meanwhile is still put on the list, and ends the call', async () => {
    // One activity at a time: the list is told when the dial has failed.
    const worker = { maxConcurrentActivityTaskExecutions: 1 };
    await withCalls({ ...together, worker }, async ({ calls, client, simulator }) => {
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'slow', milliseconds: 2_000 });
      const queueId = 'cccccccc-0000-4000-8000-00000000dead';
      await calls.start(request(person, { steps: [{ queueId }] }), { workflowId: 'fails-meanwhile' });
      const call = client.workflow.getHandle('fails-meanwhile');
      await eventually(async () => {
        const { pendingActivities } = (await call.describe()).raw;
        return pendingActivities?.find(isDialing);
      });
      await call.signal(optOutSignal, {});
      const { outcome, attempts, skippedSteps } = await calls.getHandle('fails-meanwhile').result();
      assert.deepEqual([outcome, attempts, skippedSteps.length], ['opted-out', [], 1]);
      assert.ok(await calls.optOuts.find(person));
    });
  });

  it('by a signal ends a call without a ledger, too, and that call alone', async () => {
    await withCalls({}, async ({ calls, client, simulator }) => {
      simulator.script(person, { dispositions: ['busy', 'busy'] });
      for (const workflowId of ['signalled-alone', 'goes-on']) {
        await calls.start(request(person, twice), { workflowId });
        await eventually(async () => (await calls.getHandle(workflowId).status()).attempts[0]);
      }
      await client.workflow.getHandle('signalled-alone').signal(optOutSignal, {});
      assert.equal((await calls.getHandle('signalled-alone').result()).outcome, 'opted-out');
      assert.equal((await calls.getHandle('goes-on').status()).state, 'waiting');
      await calls.getHandle('goes-on').cancel();
    });
  });

  it('is not said by a refusal of this matter, which ends the call as opted out and is remembered as a refusal', async () => {
    await withCalls(together, async (parts) => {
      const { simulator, calls } = parts;
      simulator.script(person, { dispositions: ['answered'], attributes: { wants: 'no' } });
      const refusedWhen = { attribute: 'wants', equals: 'no' };
      await calls.start(request(person, { refusedWhen }), { workflowId: 'refused-matter' });
      const { outcome, reasons } = await calls.getHandle('refused-matter').result();
      assert.equal(outcome, 'opted-out');
      assert.deepEqual(
        reasons.map(({ text }) => text),
        ['In attempt 1 the person refused such calls (policy.refusedWhen).'],
      );
      const { attempts } = await readLedger(parts, person);
      assert.deepEqual(
        attempts.map(({ isRefusal }) => isRefusal),
        [true],
      );
      assert.deepEqual(await calls.optOuts.all(), []);
    });
  });

  it('needs a ledger where it reaches across calls, and says so', async () => {
    await withCalls({}, async ({ client, taskQueue }) => {
      const calls = new OutboundCalls({ client, taskQueue });
      assert.throws(() => calls.optOuts, /There is no ledger.*ledger\.keys/);
      const wellEquipped = new OutboundCalls({ client, taskQueue, ledger: simulatedLedger });
      for (const method of ['add', 'find', 'remove'] as const) {
        await assert.rejects(wellEquipped.optOuts[method]('206 555 0100'), /E\.164/);
      }
      await assert.rejects(wellEquipped.forget('206 555 0100'), /E\.164/);
      assert.throws(() => new OutboundCalls({ client, taskQueue: '' }), /taskQueue is empty/);
      assert.throws(
        () => new OutboundCalls({ client, taskQueue, ledger: { keys: ['short'] } }),
        /32 random bytes/,
      );
    });
  });
});

function isDialing({ activityType, state }: temporal.api.workflow.v1.IPendingActivityInfo): boolean {
  const { PENDING_ACTIVITY_STATE_STARTED } = temporal.api.enums.v1.PendingActivityState;
  return activityType?.name === 'outboundDial' && state === PENDING_ACTIVITY_STATE_STARTED;
}

async function terminate(client: Client, workflowId: string): Promise<void> {
  await client.workflow.getHandle(workflowId).terminate('by a careless hand');
}

/** Another number of the same part of the list. */
function sameAs(e164: string, taskQueue: string): string {
  for (let last = 0; ; last += 1) {
    const number = `+1206556${String(last).padStart(4, '0')}`;
    if (optOutsId(taskQueue, number) === optOutsId(taskQueue, e164)) return number;
  }
}
