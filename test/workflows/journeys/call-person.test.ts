import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { CallResult } from '../../../workflows';
import { together } from '../../ledger/support';
import { brokenBy } from '../../replay/replay';
import { eventually, request, type CallTest } from '../../support/calls';
import { resetToBeginning } from '../../support/reset';
import { interruptSignal } from './parents/messages';
import { callIdOfParent, live, parentsBundle, ringing, startParent, withParents } from './support';
import type { Parent } from './support';

describe('callPerson in a workflow', () => {
  it('with ABANDON lets the call go on when the workflow fails, and its next run waits for that call', async () => {
    await withParents({}, async (parts) => {
      const parent = await startParent(parts, { options: { parentClosePolicy: 'ABANDON' } });
      await ringing(parts);
      await parent.signal(interruptSignal, 'fail');
      await adopted(parts);
      parts.answer();
      assert.equal((await parent.result()).outcome, 'reached');
      assert.equal(parts.simulator.dials().length, 1);
    });
  });

  it('with ABANDON lets the call go on when the workflow is terminated', async () => {
    await withParents({}, async (parts) => {
      const parent = await startParent(parts, { options: { parentClosePolicy: 'ABANDON' } });
      await ringing(parts);
      await parent.terminate();
      parts.answer();
      const call = parts.calls.getHandle(await callIdOfParent(parts, parent));
      assert.equal((await call.result()).outcome, 'reached');
    });
  });

  for (const how of ['cancel', 'terminate'] as const) {
    it(`hangs up on a ${how} of a run that has adopted the call`, async () => {
      await withParents({}, async (parts) => {
        const { workflowId } = await startParent(parts);
        await ringing(parts);
        await resetToBeginning(parts.client, workflowId);
        await adopted(parts);
        const parent = parts.client.workflow.getHandle<() => Promise<CallResult>>(workflowId);
        await parent[how]();
        const call = parts.calls.getHandle(await callIdOfParent(parts, parent));
        assert.equal((await call.result()).outcome, 'cancelled');
        assert.deepEqual(await live(parts), []);
        if (how === 'cancel') assert.equal((await parent.result()).outcome, 'cancelled');
        const history = await parent.fetchHistory();
        assert.deepEqual(await brokenBy(await parentsBundle(), [{ name: 'parent', history }]), []);
      });
    });
  }

  it('returns the one call of a key each time, and refuses the key of another request', async () => {
    await withParents({ answersAtOnce: true }, async (parts) => {
      const again = await startParent(parts, { afterwards: 'call-again' });
      assert.equal((await again.result()).outcome, 'reached');
      assert.equal(parts.simulator.dials().length, 1);
      const other = await startParent(parts, { afterwards: 'call-another' });
      const failure = await failureOf(other);
      assert.equal(failure.type, 'DifferentRequest');
      assert.match(failure.message, /use another key/);
      assert.equal(parts.simulator.dials().length, 2);
    });
  });

  it('fails with the failure of the call, whether this run or an earlier one has made it', async () => {
    await withParents({}, async (parts) => {
      for (const afterwards of [undefined, 'call-again'] as const) {
        const parent = await startParent(parts, { request: request('home'), afterwards });
        const failure = await failureOf(parent);
        assert.equal(failure.type, 'InvalidCallRequest');
        assert.match(failure.message, /destinationPhoneNumber/);
        assert.ok(failure.details?.[0]);
      }
    });
  });

  it('fails with CallFailed when somebody terminates the call', async () => {
    await withParents({}, async (parts) => {
      const parent = await startParent(parts);
      await ringing(parts);
      await parts.client.workflow.getHandle(await callIdOfParent(parts, parent)).terminate();
      assert.equal((await failureOf(parent)).type, 'CallFailed');
    });
  });

  it('goes on with the outcome when somebody cancels the call', async () => {
    await withParents({}, async (parts) => {
      const parent = await startParent(parts);
      await ringing(parts);
      await parts.calls.getHandle(await callIdOfParent(parts, parent)).cancel();
      assert.equal((await parent.result()).outcome, 'cancelled');
    });
  });

  it('refuses a key that no workflow ID can hold', async () => {
    await withParents({}, async (parts) => {
      for (const key of ['', 'k'.repeat(1_000)]) {
        assert.equal((await failureOf(await startParent(parts, { key }))).type, 'InvalidCallRequest');
      }
      assert.equal(parts.simulator.dials().length, 0);
    });
  });

  it('is what a call recommends that is the child of a workflow and has no ID of its own', async () => {
    await withParents({ answersAtOnce: true }, async (parts) => {
      const byHand = await startParent(parts, { way: 'executeChild without an ID' });
      assert.match((await byHand.result()).warnings.join(), /Make it with callPerson/);
      assert.deepEqual((await (await startParent(parts)).result()).warnings, []);
    });
  });
});

describe('executeChild of a call in a workflow', () => {
  it('rings once with a ledger: the second child gets the outcome of the first', async () => {
    await withParents({ ...together, answersAtOnce: true }, async (parts) => {
      const parent = await startParent(parts, { way: 'executeChild with an ID', afterwards: 'fail-twice' });
      const { outcome, attempts, reasons } = await parent.result();
      assert.deepEqual([outcome, attempts, reasons[0]?.rule], ['reached', [], 'called-before']);
      assert.equal(parts.simulator.dials().length, 1);
    });
  });
});

async function adopted({ client }: CallTest): Promise<void> {
  await eventually(async () => {
    const { count } = await client.workflow.count("WorkflowType = 'outboundCallAdoption'");
    return count > 0 ? true : undefined;
  });
}

/** The failure by which a parent fails. */
async function failureOf(parent: Pick<Parent, 'result'>): Promise<ApplicationFailure> {
  try {
    await parent.result();
  } catch (error) {
    assert.ok(error instanceof WorkflowFailedError);
    assert.ok(error.cause instanceof ApplicationFailure, String(error.cause));
    return error.cause;
  }
  return assert.fail('It did not fail');
}
