import assert from 'node:assert/strict';
import { PersonLedgers } from '../../src/ledger';
import { simulatedLedger } from '../../src/testing';
import { eventually, request, withCalls, type CallTest } from '../support/calls';
import { ledgerIdOf, readLedger, together } from './support';

const person = '+12065550133';

describe('a reservation whose call can not say any more what became of it', () => {
  it('counts as made when the phone may have rung', async () => {
    await withCalls(together, async (parts) => {
      const { calls, client, simulator } = parts;
      simulator.fault({ operation: 'DescribeContact', kind: 'throttle', count: 100 });
      await calls.start(request(person), { workflowId: 'terminated-while-ringing' });
      await eventually(() => simulator.dials().at(0));
      await eventually(async () => (await calls.status('terminated-while-ringing')).current?.contactId);
      await askNow(parts);
      // The call still runs: it is asked again later.
      await eventually(async () => {
        const [contact] = (await readLedger(parts, person)).contacts;
        return Number(contact?.askAt) > Date.now() + 60_000 || undefined;
      });
      await client.workflow.getHandle('terminated-while-ringing').terminate();
      await askNow(parts);
      const contact = await settled(parts);
      assert.equal(contact.disposition, 'unknown');
    });
  });

  it('is given back when no phone rang', async () => {
    await withCalls(together, async (parts) => {
      const { calls, client, taskQueue } = parts;
      await calls.hold({ instanceId: request(person).policy.instanceId });
      try {
        await calls.start(request(person), { workflowId: 'terminated-on-hold' });
        await eventually(async () => (await calls.status('terminated-on-hold')).next);
      } finally {
        const { runId } = await client.workflow.getHandle('terminated-on-hold').describe();
        const ledgers = new PersonLedgers({ client, taskQueue, keys: simulatedLedger.keys });
        const [at, keepFor] = [Date.now(), 60_000];
        await ledgers.reserve(
          person,
          {
            attemptId: `${runId}.1`,
            call: 'terminated-on-hold',
            at,
            checks: [],
            keepFor,
            askAt: at + 60_000,
          },
          'reserved',
        );
        assert.equal((await readLedger(parts, person)).contacts.length, 1);
        await client.workflow.getHandle('terminated-on-hold').terminate();
        await calls.release({ instanceId: request(person).policy.instanceId });
      }
      await askNow(parts);
      await eventually(async () => (await readLedger(parts, person)).contacts.length === 0 || undefined);
    });
  });

  it("is what the call's result says, when it ended without telling", async () => {
    await withCalls({ workers: 0 }, async (beside) => {
      await withCalls({ beside }, async ({ calls, simulator }) => {
        simulator.script(person, { dispositions: ['busy'] });
        await calls.start(request(person), { workflowId: 'told-nobody' });
        await calls.result('told-nobody');
      });
      await withCalls({ ...together, beside }, async (parts) => {
        const { client, taskQueue } = parts;
        const { runId } = await client.workflow.getHandle('told-nobody').describe();
        const ledgers = new PersonLedgers({ client, taskQueue, keys: simulatedLedger.keys });
        const [at, keepFor] = [Date.now(), 60_000];
        await ledgers.reserve(
          person,
          { attemptId: `${runId}.1`, call: 'told-nobody', at, checks: [], keepFor, askAt: at },
          'reserved',
        );
        assert.equal((await settled(parts)).disposition, 'busy');
      });
    });
  });
});

/** Let the ledger ask about all that is reserved now, and not in ten minutes. */
async function askNow(parts: CallTest): Promise<void> {
  const { contacts } = await readLedger(parts, person);
  const attemptIds = contacts.map(({ attemptId }) => attemptId);
  await parts.client.workflow
    .getHandle(ledgerIdOf(parts, person))
    .signal('tellLedger', { postponed: { attemptIds, askAt: Date.now() } });
}

async function settled(parts: CallTest) {
  return eventually(async () => {
    const [contact] = (await readLedger(parts, person)).contacts;
    return contact && contact.askAt === undefined ? contact : undefined;
  });
}
