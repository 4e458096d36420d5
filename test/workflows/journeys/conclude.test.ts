import assert from 'node:assert/strict';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { concludeSignal, concludeUpdate, pauseUpdate } from '../../../src/client';
import { brokenBy } from '../../replay/replay';
import { closedNow } from '../../support/closed-now';
import { eventually, ownTeam, request, withCalls, type CallTest } from '../../support/calls';
import { workflowBundle } from '../../support/workflow-bundle';
import { live, person, ringing, withParents } from './support';

const waiting = { steps: [{ queueId: ownTeam }], ...closedNow() };
const conclusion = { by: 'alex', result: { paid: true, on: ['2026-12-01', null] } };

describe('a call that is concluded', () => {
  it('while it waits: ends at once as concluded, with the result, and the phone never rings', async () => {
    await withCalls({}, async (parts) => {
      const call = await parts.calls.start(request(person, waiting), { workflowId: 'waiting' });
      await eventually(async () => (await call.status()).next);
      assert.deepEqual((await call.conclude(conclusion)).conclusion, conclusion);
      const result = await call.result();
      assert.deepEqual([result.outcome, result.conclusion, result.attempts], ['concluded', conclusion, []]);
      assert.deepEqual(
        result.reasons.map(({ text }) => text),
        ['The call was concluded by alex, so nothing more is dialed.'],
      );
      assert.equal(parts.simulator.dials().length, 0);
      await assertReplays(parts, 'waiting');
    });
  });

  it('while the phone rings: lets the talk come to its end, and is concluded although the person was reached', async () => {
    await withParents({}, async (parts) => {
      const call = await parts.calls.start(request(person), { workflowId: 'ringing' });
      await ringing(parts);
      await call.conclude(conclusion);
      assert.equal((await live(parts)).length, 1);
      parts.answer();
      const { outcome, attempts } = await call.result();
      assert.deepEqual(
        [outcome, attempts[0]?.disposition, attempts[0]?.reached],
        ['concluded', 'answered', true],
      );
      await assertReplays(parts, 'ringing');
    });
  });

  it('with hangUp while the phone rings: it falls silent', async () => {
    await withParents({}, async (parts) => {
      const call = await parts.calls.start(request(person), { workflowId: 'silenced' });
      await ringing(parts);
      await call.conclude({ ...conclusion, hangUp: true });
      const result = await call.result();
      assert.deepEqual([result.outcome, result.conclusion], ['concluded', conclusion]);
      assert.deepEqual(
        result.attempts.map(({ disposition }) => disposition),
        ['cancelled'],
      );
      assert.deepEqual(await live(parts), []);
      await assertReplays(parts, 'silenced');
    });
  });

  it('with hangUp while the dial request is under way: waits for its answer and hangs up', async () => {
    await withParents({}, async (parts) => {
      parts.simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'slow', milliseconds: 1_000 });
      const call = await parts.calls.start(request(person), { workflowId: 'dialing' });
      await eventually(() => parts.simulator.dials()[0]);
      await call.conclude({ hangUp: true });
      assert.equal((await call.result()).outcome, 'concluded');
      assert.deepEqual(await live(parts), []);
      assert.equal(parts.simulator.dials().length, 1);
    });
  });

  it('first without hangUp and then with it, hangs up; another result is refused', async () => {
    await withParents({}, async (parts) => {
      const call = await parts.calls.start(request(person), { workflowId: 'twice' });
      await ringing(parts);
      await call.conclude(conclusion);
      await refused(call.conclude({ by: 'alex', result: 'void' }), /already concluded/);
      await call.conclude({ ...conclusion, hangUp: true });
      assert.equal((await call.result()).outcome, 'concluded');
      assert.deepEqual(await live(parts), []);
    });
  });

  it('by a signal, without an argument, too; one that comes later changes nothing', async () => {
    await withParents({}, async (parts) => {
      const call = await parts.calls.start(request(person), { workflowId: 'signalled' });
      await ringing(parts);
      const workflow = parts.client.workflow.getHandle('signalled');
      await workflow.signal('conclude');
      await workflow.signal(concludeSignal, { result: 'late' });
      parts.answer();
      const { outcome, conclusion: empty } = await call.result();
      assert.deepEqual([outcome, empty], ['concluded', {}]);
    });
  });

  it('and cancelled afterwards: hangs up, and keeps the conclusion', async () => {
    await withParents({}, async (parts) => {
      const call = await parts.calls.start(request(person), { workflowId: 'cancelled' });
      await ringing(parts);
      await call.conclude(conclusion);
      await call.cancel();
      const result = await call.result();
      assert.deepEqual([result.outcome, result.conclusion], ['concluded', conclusion]);
      assert.deepEqual(await live(parts), []);
    });
  });

  it('while it is paused, and by the update that starts it: dials nothing', async () => {
    await withCalls({}, async ({ calls, client, simulator }) => {
      const start = (workflowId: string) => calls.startOperation(request(person), { workflowId });
      await client.workflow.executeUpdateWithStart(pauseUpdate, { startWorkflowOperation: start('paused') });
      await calls.getHandle('paused').conclude();
      await client.workflow.executeUpdateWithStart(concludeUpdate, {
        args: [conclusion],
        startWorkflowOperation: start('started'),
      });
      for (const workflowId of ['paused', 'started'])
        assert.equal((await calls.getHandle(workflowId).result()).outcome, 'concluded');
      assert.equal(simulator.dials().length, 0);
    });
  });

  it('takes no result above 64 KiB, and none that is misspelled', async () => {
    await withCalls({}, async ({ calls }) => {
      const call = await calls.start(request(person, waiting), { workflowId: 'refusing' });
      await refused(call.conclude({ result: 'é'.repeat(40_000) }), /at most 65536 bytes/);
      const misspelled: object = { hangup: true };
      await refused(call.conclude(misspelled), /no other members than by, result, hangUp/);
      await call.conclude();
      await call.result();
    });
  });
});

async function refused(update: Promise<unknown>, why: RegExp): Promise<void> {
  await assert.rejects(update, (error) => {
    assert.ok(error instanceof WorkflowUpdateFailedError);
    assert.match(String(error.cause), why);
    return true;
  });
}

async function assertReplays({ client }: CallTest, workflowId: string): Promise<void> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  assert.deepEqual(await brokenBy(await workflowBundle(), [{ name: workflowId, history }]), []);
}
