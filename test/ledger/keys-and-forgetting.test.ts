import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Client, type WorkflowClientInterceptor } from '@temporalio/client';
import { OutboundCalls } from '../../src/client';
import { closeLedgerUpdate } from '../../src/contract/ledger-messages';
import { PersonLedgers } from '../../src/ledger';
import { simulatedLedger } from '../../src/testing';
import { eventually, ownTeam, request, withCalls } from '../support/calls';
import { randomKey } from '../support/random-key';
import { atMost, ledgerIdOf, readLedger, together } from './support';

const person = '+12065550134';
const [oldKey] = simulatedLedger.keys;
const nobody = { workflowId: 'nobody', firstExecutionRunId: randomUUID() };

describe('another key for the ledgers', () => {
  it('moves what the ledger under the old one knew: attempts still count, and running calls get an opt-out', async () => {
    const newKey = randomKey();
    await withCalls({ workers: 0 }, async (beside) => {
      const waiting = { steps: [{ queueId: ownTeam, attempts: 2, retryAfter: '1 hour' as const }] };
      await withCalls({ ...together, beside }, async ({ calls, simulator }) => {
        simulator.script(person, { dispositions: ['busy'] });
        await calls.start(request(person, waiting), { workflowId: 'under-the-old-key' });
        await eventually(async () => (await calls.getHandle('under-the-old-key').status()).next);
      });
      const before = await inWorker(beside, () => readLedger(beside, person, oldKey));
      assert.equal(before.attempts.length, 1);

      const activities = { ledger: { keys: [newKey, oldKey] as [string, string] } };
      await withCalls({ activities, beside }, async ({ calls, client, simulator }) => {
        await calls.start(request(person, { limits: atMost(1) }), {
          workflowId: 'under-the-new-key',
        });
        assert.equal((await calls.getHandle('under-the-new-key').result()).outcome, 'expired');
        assert.equal(simulator.dials().length, 1);
        const after = await readLedger(beside, person, newKey);
        assert.deepEqual(after.attempts, before.attempts);
        const old = await client.workflow.getHandle(ledgerIdOf(beside, person, oldKey)).describe();
        assert.equal(old.status.name, 'COMPLETED');

        await calls.optOuts.add(person);
        assert.equal((await calls.getHandle('under-the-old-key').result()).outcome, 'opted-out');
      });
    });
  });

  it('ends even while the old ledger gets a report each time', async () => {
    await withCalls(together, async ({ client, taskQueue }) => {
      const under = (...keys: [string, ...string[]]) =>
        new PersonLedgers({ client: restless, taskQueue, keys });
      const busy: WorkflowClientInterceptor = {
        async startUpdate(input, next) {
          if (input.updateName === closeLedgerUpdate.name) await under(oldKey).report(person, {});
          return next(input);
        },
      };
      const restless = new Client({
        connection: client.connection,
        namespace: client.options.namespace,
        interceptors: { workflow: [busy] },
      });
      await under(oldKey).report(person, { registered: { ...nobody, until: Date.now() + 3_600_000 } });
      await assert.rejects(
        under(randomKey(), oldKey).report(person, {}),
        /ledger under an earlier key .* could not be moved.*workers have only that key/,
      );
    });
  });

  it('that is the same one is refused, and moves nothing', async () => {
    await withCalls(together, async ({ client, taskQueue }) => {
      const keys: [string, string] = [oldKey, oldKey];
      assert.throws(() => new OutboundCalls({ client, taskQueue, ledger: { keys } }), /a key is given twice/);
      const ledgers = new PersonLedgers({ client, taskQueue, keys });
      for (let times = 0; times < 2; times += 1) {
        await ledgers.report(person, { registered: { ...nobody, until: Date.now() + 3_600_000 } });
      }
      assert.equal(ledgers.idsOf(person).length, 1);
    });
  });
});

describe('forgetting a person', () => {
  it('deletes nothing while a call to them runs; then their ledger and its calls, and counts from nothing', async () => {
    await withCalls(together, async (parts) => {
      const { calls, simulator } = parts;
      simulator.script(person, { dispositions: ['busy', 'busy', 'answered'] });
      await calls.start(request(person, { limits: atMost(2) }), { workflowId: 'over' });
      await calls.getHandle('over').result();
      const twice = {
        limits: { ...atMost(2), deadline: '1 day' as const },
        steps: [{ queueId: ownTeam, attempts: 2, retryAfter: '1 hour' as const }],
      };
      await calls.start(request(person, twice), { workflowId: 'runs' });
      await eventually(async () => (await calls.getHandle('runs').status()).next);
      assert.deepEqual(await calls.forget(person), { done: false, running: ['runs'] });
      assert.equal((await calls.getHandle('over').result()).attempts.length, 1);

      const forgotten = await calls.forget(person, { cancel: true });
      assert.ok(forgotten.done);
      assert.deepEqual([...forgotten.calls].sort(), ['over', 'runs']);
      // Two were made, and two are allowed: counted from nothing, there is room for one more.
      await calls.start(request(person, { limits: atMost(2) }), { workflowId: 'anew' });
      assert.equal((await calls.getHandle('anew').result()).outcome, 'reached');
      assert.equal((await readLedger(parts, person)).attempts.length, 1);
    });
  });
});

/** A workflow answers queries where a worker runs. */
async function inWorker<T>(
  beside: Parameters<typeof readLedger>[0] & NonNullable<Parameters<typeof withCalls>[0]['beside']>,
  ask: () => Promise<T>,
): Promise<T> {
  let answer: { readonly value: T } | undefined;
  await withCalls({ ...together, beside }, async () => {
    answer = { value: await ask() };
  });
  assert.ok(answer);
  return answer.value;
}
