import assert from 'node:assert/strict';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import {
  optOutPersonSignal,
  reportToLedgerSignal,
  reserveAttemptUpdate,
} from '../../src/contract/ledger-messages';
import { changeOptOutsUpdate } from '../../src/contract/opt-outs-messages';
import { optOutsId } from '../../src/ledger/names';
import { personOptedOutSignal } from '../../src/contract/call-messages';
import { eventually, ownTeam, request, withCalls } from '../support/calls';
import { ledgerIdOf, readLedger, together } from './support';

const person = '+12065550162';
const callingHours = {
  timeZone: 'UTC',
  closedOn: [0, 1].map((day) => new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10)),
};

/** Objects, at least. */
const nonsense = [
  ...[{ recorded: { attempts: 5 } }, { recorded: { attempts: [{}] } }, { recorded: 1 }],
  ...[{ registered: {} }, { left: {} }, { adopted: {} }, { adopted: { attempts: [{ attemptId: 'a.1' }] } }],
];

describe('a message by hand that makes no sense', () => {
  it('does not stop a ledger; an opt-out needs no further content', async () => {
    await withCalls(together, async (parts) => {
      const { calls, client } = parts;
      await calls.start(request(person, { steps: [{ queueId: ownTeam }], callingHours }), {
        workflowId: 'told-by-hand',
      });
      await eventually(async () => (await calls.getHandle('told-by-hand').status()).next);
      const before = await readLedger(parts, person);
      const ledger = client.workflow.getHandle(ledgerIdOf(parts, person));
      for (const args of [[], [null], ['news'], [[1]], ...nonsense.map((news) => [news])]) {
        await ledger.signal(reportToLedgerSignal.name, ...args);
      }
      for (const asked of [undefined, null, {}, { attemptId: 'a.1', call: 'a' }]) {
        const reserving = ledger.executeUpdate<unknown, [unknown]>(reserveAttemptUpdate.name, {
          args: [asked],
        });
        await assert.rejects(reserving, WorkflowUpdateFailedError);
      }
      assert.deepEqual(await readLedger(parts, person), before);
      // Nor a call, which goes on.
      const call = client.workflow.getHandle('told-by-hand');
      for (const args of [[], [null]]) await call.signal(personOptedOutSignal.name, ...args);
      assert.equal((await calls.getHandle('told-by-hand').status()).state, 'waiting');

      await ledger.signal(optOutPersonSignal.name);
      assert.equal((await calls.getHandle('told-by-hand').result()).outcome, 'opted-out');
    });
  });

  it('does not stop a part of the do-not-call list', async () => {
    await withCalls(together, async ({ calls, client, taskQueue }) => {
      await calls.optOuts.add(person);
      const part = client.workflow.getHandle(optOutsId(taskQueue, person));
      for (const change of [undefined, null, { remove: 5 }, { add: [null] }]) {
        const changing = part.executeUpdate<number, [unknown]>(changeOptOutsUpdate.name, { args: [change] });
        await assert.rejects(changing, WorkflowUpdateFailedError);
      }
      assert.equal((await calls.optOuts.find(person))?.number, person);
    });
  });
});
