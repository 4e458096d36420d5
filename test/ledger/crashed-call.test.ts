import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { createActivities } from '../../activities';
import { PersonLedgers } from '../../src/ledger';
import { simulatedConnect, simulatedLedger } from '../../src/testing';
import { eventually, ownTeam, request, withCalls, type CallTest } from '../support/calls';
import { localServer } from '../support/shared-servers';
import { workflowBundle } from '../support/workflow-bundle';
import { lookUpNow, readLedger, together } from './support';

const person = '+12065550133';

describe('a reservation whose call can not say any more what became of it', () => {
  it('counts as made when the phone may have rung', async () => {
    await withCalls(together, async (parts) => {
      const { calls, client, simulator } = parts;
      simulator.fault({ operation: 'DescribeContact', kind: 'throttle', count: 100 });
      await calls.start(request(person), { workflowId: 'terminated-while-ringing' });
      await eventually(() => simulator.dials().at(0));
      await eventually(
        async () => (await calls.getHandle('terminated-while-ringing').status()).current?.contactId,
      );
      await lookUpNow(parts, person);
      // The call still runs: it is asked again later.
      await eventually(async () => {
        const [contact] = (await readLedger(parts, person)).attempts;
        return Number(contact?.lookUpAt) > Date.now() + 60_000 || undefined;
      });
      await client.workflow.getHandle('terminated-while-ringing').terminate();
      await lookUpNow(parts, person);
      const contact = await settled(parts);
      assert.equal(contact.disposition, 'unknown');
    });
  });

  it('is given back when no phone rang', async () => {
    await withCalls(together, async (parts) => {
      const { calls, client } = parts;
      await calls.holds.place({ instanceId: request(person).policy.instanceId });
      try {
        await calls.start(request(person), { workflowId: 'terminated-on-hold' });
        await eventually(async () => (await calls.getHandle('terminated-on-hold').status()).next);
      } finally {
        await reserve(parts, 'terminated-on-hold');
        assert.equal((await readLedger(parts, person)).attempts.length, 1);
        await client.workflow.getHandle('terminated-on-hold').terminate();
        await calls.holds.release({ instanceId: request(person).policy.instanceId });
      }
      await lookUpNow(parts, person);
      await eventually(async () => (await readLedger(parts, person)).attempts.length === 0 || undefined);
    });
  });

  it('is given back when the worker that took the dial did not know how to', async () => {
    await withCalls({ ...together, workers: 0 }, async (parts) => {
      const { calls, client, simulator, taskQueue } = parts;
      const connect = simulatedConnect(simulator);
      const { outboundDial: dial, ...others } = createActivities({ connect, ledger: simulatedLedger });
      assert.ok(dial);
      const worker = await Worker.create({
        connection: (await localServer()).nativeConnection,
        namespace: client.options.namespace,
        taskQueue,
        activities: others,
        workflowBundle: await workflowBundle(),
      });
      await worker.runUntil(async () => {
        await calls.start(request(person), { workflowId: 'terminated-undialed' });
        const handle = client.workflow.getHandle('terminated-undialed');
        await eventually(async () => {
          const { reasons } = await calls.getHandle('terminated-undialed').explain();
          return reasons.find((reason) => reason.includes('not registered'));
        });
        await reserve(parts, handle.workflowId);
        await handle.terminate();
        await lookUpNow(parts, person);
        await eventually(async () => (await readLedger(parts, person)).attempts.length === 0 || undefined);
      });
      connect.destroy?.();
    });
  });

  it('is given back at once when the call fails, so that others can call the person', async () => {
    await withCalls(together, async (parts) => {
      const contactFlowId = 'bbbbbbbb-0000-4000-8000-00000000dead';
      await parts.calls.start(request(person, { contactFlowId }), { workflowId: 'no-such-flow' });
      await assert.rejects(parts.calls.getHandle('no-such-flow').result(), WorkflowFailedError);
      const { calls } = await readLedger(parts, person);
      assert.deepEqual(
        calls.map(({ workflowId, isOver }) => [workflowId, isOver]),
        [['no-such-flow', true]],
      );
      await eventually(async () => (await readLedger(parts, person)).attempts.length === 0 || undefined);
    });
  });

  it('is what the history of the running call has, when the call could not tell the ledger', async () => {
    await withCalls({ ...together, workers: 0 }, async (parts) => {
      const { calls, client, simulator, taskQueue } = parts;
      const connect = simulatedConnect(simulator);
      // Whoever sees the contact end has no key for ledgers.
      const activities = createActivities({ connect, ledger: simulatedLedger, pollDelay: () => 100 });
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }];
      const worker = await Worker.create({
        connection: (await localServer()).nativeConnection,
        namespace: client.options.namespace,
        taskQueue,
        activities: {
          ...activities,
          outboundAwaitContact: createActivities({ connect, pollDelay: () => 100 }).outboundAwaitContact,
        },
        workflowBundle: await workflowBundle(),
      });
      await worker.runUntil(async () => {
        simulator.script(person, { dispositions: ['busy'] });
        await calls.start(request(person, { steps }), { workflowId: 'told-nobody-yet' });
        await eventually(async () => (await calls.getHandle('told-nobody-yet').status()).attempts[0]);
        assert.ok((await readLedger(parts, person)).attempts[0]?.lookUpAt);
        await lookUpNow(parts, person);
        assert.equal((await settled(parts)).disposition, 'busy');
        assert.equal((await client.workflow.getHandle('told-nobody-yet').describe()).status.name, 'RUNNING');
        await client.workflow.getHandle('told-nobody-yet').terminate();
      });
      connect.destroy?.();
    });
  });

  it("is what the call's result says, when it ended without telling", async () => {
    await withCalls({ workers: 0 }, async (beside) => {
      await withCalls({ beside }, async ({ calls, simulator }) => {
        simulator.script(person, { dispositions: ['busy'] });
        await calls.start(request(person), { workflowId: 'told-nobody' });
        await calls.getHandle('told-nobody').result();
      });
      await withCalls({ ...together, beside }, async (parts) => {
        const { client, taskQueue } = parts;
        const { runId } = await client.workflow.getHandle('told-nobody').describe();
        const ledgers = new PersonLedgers({ client, taskQueue, keys: simulatedLedger.keys });
        const [at, keepFor] = [Date.now(), 60_000];
        await ledgers.reserve(
          person,
          { attemptId: `${runId}.1`, call: 'told-nobody', at, checks: [], keepFor, lookUpAt: at },
          'reserved',
        );
        assert.equal((await settled(parts)).disposition, 'busy');
      });
    });
  });
});

/** As a dial of the call's first attempt does. */
async function reserve({ client, taskQueue }: CallTest, workflowId: string): Promise<void> {
  const { runId } = await client.workflow.getHandle(workflowId).describe();
  const ledgers = new PersonLedgers({ client, taskQueue, keys: simulatedLedger.keys });
  const at = Date.now();
  await ledgers.reserve(
    person,
    { attemptId: `${runId}.1`, call: workflowId, at, checks: [], keepFor: 60_000, lookUpAt: at + 60_000 },
    'reserved',
  );
}

async function settled(parts: CallTest) {
  return eventually(async () => {
    const [contact] = (await readLedger(parts, person)).attempts;
    return contact && contact.lookUpAt === undefined ? contact : undefined;
  });
}
