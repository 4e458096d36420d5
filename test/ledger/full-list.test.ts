import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { NotListedError } from '../../src/client';
import { optOutSignal, optOutUpdate } from '../../src/contract/call-messages';
import { eventually, ownTeam, request, withCalls, type CallTest } from '../support/calls';
import { fillPart, numbersBeside, together } from './support';

const person = '+12065550161';
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const today = new Date().toISOString().slice(0, 10);

describe('a do-not-call list that has no room for a number', () => {
  it('answers an opt-out through a call; that call and the others to the person end, and say so', async () => {
    await withCalls(together, async (parts) => {
      const { calls, client } = parts;
      await fillPart(parts, person);
      for (const workflowId of ['full-asked', 'full-another']) await startWaiting(parts, workflowId);
      const asking = client.workflow
        .getHandle('full-asked')
        .executeUpdate(optOutUpdate, { args: [{ reason: 'said so' }] });
      await assert.rejects(asking, (error) => {
        assert.ok(error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure);
        assert.equal(error.cause.type, 'OptOutListFull');
        assert.match(
          error.cause.message,
          /^\+1206•••0161 could not be put on the do-not-call list: .* is full/,
        );
        return true;
      });
      for (const workflowId of ['full-asked', 'full-another']) {
        assert.equal((await calls.getHandle(workflowId).result()).outcome, 'opted-out');
      }
      const { warnings } = await calls.getHandle('full-asked').result();
      assert.match(warnings.at(-1) ?? '', /so later calls may reach them: .* is full/);
    });
  });

  it('lets a call end that gets the opt-out by a signal, too, and warns', async () => {
    await withCalls(together, async (parts) => {
      const { calls, client } = parts;
      await fillPart(parts, person);
      await startWaiting(parts, 'full-signalled');
      await client.workflow.getHandle('full-signalled').signal(optOutSignal, {});
      const { outcome, warnings } = await calls.getHandle('full-signalled').result();
      assert.equal(outcome, 'opted-out');
      assert.match(warnings.at(-1) ?? '', /could not be put on the do-not-call list: .* is full/);
    });
  });

  it('takes all others of an import, names those that it did not take, and ends running calls to all', async () => {
    await withCalls(together, async (parts) => {
      const { calls } = parts;
      await fillPart(parts, person);
      await startWaiting(parts, 'full-to-be-told');
      const beside = numbersBeside(parts, person, true, 2);
      const elsewhere = numbersBeside(parts, person, false, 30);
      const since = '2026-11-23T09:00:00Z';
      const importing = calls.optOuts.import(
        [beside, [person], elsewhere].flat().map((number) => ({ number, since })),
      );
      await assert.rejects(importing, (error) => {
        assert.ok(error instanceof NotListedError && error.isFull);
        assert.deepEqual([...error.numbers].sort(), [...beside, person].sort());
        assert.ok(!inspect(error).includes(person), 'a log must not name people');
        return true;
      });
      assert.equal((await calls.getHandle('full-to-be-told').result()).outcome, 'opted-out');
      const listed = new Set((await calls.optOuts.all()).map(({ number }) => number));
      assert.deepEqual(
        elsewhere.filter((number) => !listed.has(number)),
        [],
      );
    });
  });
});

/** A call to the person that is registered and has not dialed yet. */
async function startWaiting({ calls }: CallTest, workflowId: string): Promise<void> {
  const callingHours = { timeZone: 'UTC', closedOn: [today, tomorrow] };
  await calls.start(request(person, { steps: [{ queueId: ownTeam }], callingHours }), { workflowId });
  await eventually(async () => (await calls.getHandle(workflowId).status()).next);
}
