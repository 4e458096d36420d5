import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { CallResult } from '../../src';
import { PersonLedgers } from '../../src/ledger';
import { simulatedLedger } from '../../src/testing';
import { closedNow } from '../support/closed-now';
import { eventually, ownTeam, request, withCalls, type CallTest } from '../support/calls';
import { resetToBeginning } from '../support/reset';
import { assertRepeats, ledgerIdOf, readLedger, together } from './support';

const person = '+12065550144';

describe('a workflow ID that was called before, with a ledger', () => {
  it('rings no phone a second time where the client lets Temporal start a closed ID again, as SDKs do by default', async () => {
    await withCalls(together, async (parts) => {
      const workflowId = randomUUID();
      const start = () => startByHand(parts, workflowId);
      const first = await start();
      assert.equal((await first.result()).outcome, 'reached');
      for (let again = 0; again < 2; again += 1) {
        assertRepeats(await (await start()).result(), 'reached', first.firstExecutionRunId);
      }
      assert.equal(parts.simulator.dials().length, 1);
    });
  });

  it('ends the second call at once, although its hours are closed', async () => {
    await withCalls(together, async (parts) => {
      const workflowId = randomUUID();
      const first = await startByHand(parts, workflowId);
      await first.result();
      const second = await startByHand(parts, workflowId, closedNow());
      assertRepeats(await second.result(), 'reached', first.firstExecutionRunId);
      assert.equal(parts.simulator.dials().length, 1);
    });
  });

  it('lets the same call go on after a reset: it is no other call', async () => {
    await withCalls(together, async (parts) => {
      const { calls, client, simulator } = parts;
      simulator.script(person, { dispositions: ['busy', 'answered'] });
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '200ms' as const }];
      const workflowId = randomUUID();
      await calls.start(request(person, { steps }), { workflowId });
      await calls.getHandle(workflowId).result();
      await resetToBeginning(client, workflowId);
      const { outcome, attempts } = await calls.getHandle(workflowId).result();
      assert.deepEqual([outcome, attempts.length, simulator.dials().length], ['reached', 2, 2]);
    });
  });

  it('calls again after a call that was terminated, which has no outcome', async () => {
    await withCalls(together, async (parts) => {
      const { client, simulator } = parts;
      const later = { steps: [{ queueId: ownTeam, attempts: 2, retryAfter: '1 hour' as const }] };
      simulator.script(person, { dispositions: ['busy', 'answered'] });
      const workflowId = randomUUID();
      await startByHand(parts, workflowId, later);
      await eventually(async () => (await parts.calls.getHandle(workflowId).status()).attempts[0]);
      await client.workflow.getHandle(workflowId).terminate();
      const second = await startByHand(parts, workflowId);
      assert.equal((await second.result()).attempts.length, 1);
    });
  });

  it('calls another person under the same workflow ID, even if the first call could have dialed them as well', async () => {
    await withCalls(together, async (parts) => {
      const { client, taskQueue, simulator } = parts;
      const other = '+12065550145';
      const workflowId = randomUUID();
      const steps = [
        { name: 'own', queueId: ownTeam },
        { name: 'other', queueId: ownTeam, destinationPhoneNumber: other },
      ];
      const first = await startByHand(parts, workflowId, { steps });
      await first.result();
      const second = await client.workflow.start('outboundCall', {
        ...{ workflowId, taskQueue, args: [request(other)] },
      });
      const { attempts } = (await second.result()) as CallResult;
      assert.deepEqual(
        attempts.map((attempt) => attempt.destinationPhoneNumber),
        [other],
      );
      assert.equal(simulator.dials().length, 2);
    });
  });

  it('is refused by the reservation, too: no dial depends on whether the second call was notified in time', async () => {
    await withCalls(together, async (parts) => {
      const { client, taskQueue } = parts;
      const workflowId = randomUUID();
      const first = await startByHand(parts, workflowId);
      await first.result();
      const ledgers = new PersonLedgers({ client, taskQueue, keys: simulatedLedger.keys });
      const at = Date.now();
      const reservation = { call: workflowId, at, checks: [], keepFor: 60_000, lookUpAt: at + 60_000 };
      const answer = await ledgers.reserve(
        person,
        { ...reservation, attemptId: `${randomUUID()}.1` },
        'second',
      );
      assert.ok(answer.is === 'called-before');
      assert.deepEqual(answer.earlier, {
        outcome: 'reached',
        firstExecutionRunId: first.firstExecutionRunId,
      });
    });
  });

  it('ends a call whose dial finds it out, where nothing notified the call: the ledger has adopted it from another one', async () => {
    await withCalls(together, async (parts) => {
      const { calls, client, taskQueue, simulator } = parts;
      const { instanceId } = request(person).policy;
      const workflowId = randomUUID();
      const firstExecutionRunId = randomUUID();
      await calls.holds.place({ instanceId });
      try {
        await calls.start(request(person), { workflowId });
        await eventually(async () => {
          const { reasons } = await calls.getHandle(workflowId).explain();
          return reasons.find((reason) => reason.includes('on hold'));
        });
        const earlier = { workflowId, firstExecutionRunId, outcome: 'reached' as const };
        const ended = { ...earlier, until: Date.now() + 3600_000, isOver: true };
        const ledgers = new PersonLedgers({ client, taskQueue, keys: simulatedLedger.keys });
        await ledgers.report(person, { adopted: { attempts: [], calls: [ended] } });
      } finally {
        await calls.holds.release({ instanceId });
      }
      assertRepeats(await calls.getHandle(workflowId).result(), 'reached', firstExecutionRunId);
      assert.equal(simulator.dials().length, 0);
    });
  });

  it('remembers workflow ID, first run and outcome, and nothing else of the call', async () => {
    await withCalls(together, async (parts) => {
      const workflowId = randomUUID();
      const { firstExecutionRunId, ...first } = await startByHand(parts, workflowId);
      await first.result();
      const { calls } = await readLedger(parts, person);
      const [{ until, ...known } = { until: 0 }] = calls;
      assert.deepEqual(known, { workflowId, firstExecutionRunId, isOver: true, outcome: 'reached' });
      assert.ok(Math.abs(until - Date.now() - 90 * 24 * 3600_000) < 3600_000, String(until));
    });
  });

  it('learns the outcome of a call that could not report its end, once another call has its ID', async () => {
    await withCalls({ workers: 0 }, async (beside) => {
      const workflowId = randomUUID();
      // Without a ledger, this call reports to nobody.
      const firstExecutionRunId = await withCalls({ beside }, async (parts) => {
        const first = await startByHand(parts, workflowId);
        await first.result();
        return first.firstExecutionRunId;
      });
      await withCalls({ ...together, beside }, async (parts) => {
        const { client, taskQueue } = parts;
        const ledgers = new PersonLedgers({ client, taskQueue, keys: simulatedLedger.keys });
        const until = Date.now() + 3600_000;
        await ledgers.report(person, { registered: { workflowId, firstExecutionRunId, until } });
        const another = { workflowId, firstExecutionRunId: randomUUID(), until };
        await ledgers.report(person, { registered: another });
        await eventually(async () => {
          const [first] = (await readLedger(parts, person)).calls.filter(({ isOver }) => isOver);
          return first?.outcome === 'reached' || undefined;
        });
        await client.workflow.getHandle(ledgerIdOf(parts, person)).terminate();
      });
    });
  });
});

/** As another SDK does: Temporal's default lets an ID be used again once its run is closed. */
async function startByHand({ client, taskQueue }: CallTest, workflowId: string, policy: object = {}) {
  const handle = await client.workflow.start<(request: unknown) => Promise<CallResult>>('outboundCall', {
    workflowId,
    taskQueue,
    args: [request(person, policy)],
  });
  return {
    firstExecutionRunId: handle.firstExecutionRunId,
    result: () => handle.result(),
  };
}
