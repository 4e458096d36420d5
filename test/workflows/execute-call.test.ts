import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { CallResult } from '../../src';
import { together } from '../ledger/support';
import { brokenBy } from '../replay/replay';
import { resetToBeginning } from '../support/reset';
import { eventually, request, withCalls, type CallTest, type CallTestOptions } from '../support/calls';
import type { ExecuteCallOptions } from '../../workflows';
import type { parentOfCall, plainParent } from './parents';
import { failSignal } from './parents/messages';

const person = '+12065550146';
const retry = { maximumAttempts: 2, initialInterval: '200ms' } as const;

describe('a workflow that makes a call', () => {
  let workflowBundle: WorkflowBundleWithSourceMap;
  before(async () => {
    workflowBundle = await bundleWorkflowCode({
      workflowsPath: require.resolve('./parents'),
      logger: new DefaultLogger('ERROR'),
    });
  });

  it('rings once although it fails afterwards and is retried: its next run gets the result of the first call', async () => {
    await withParents({}, async (parts) => {
      const workflowId = randomUUID();
      const parent = await startParent(parts, { workflowId, parentClosePolicy: 'REQUEST_CANCEL' }, true);
      const result = await parent.result();
      assert.deepEqual([result.outcome, result.attempts.length], ['reached', 1]);
      assert.deepEqual(result, await parts.calls.getHandle(workflowId).result());
      assert.equal(parts.simulator.dials().length, 1);
    });
  });

  it('rings once as a plain child workflow, too, with a ledger: the second child gets the outcome of the first', async () => {
    await withParents(together, async ({ client, taskQueue, simulator }) => {
      const parent = await client.workflow.start<typeof plainParent>('plainParent', {
        ...{ workflowId: randomUUID(), taskQueue, retry },
        args: [request(person), randomUUID()],
      });
      const { outcome, attempts, reasons } = await parent.result();
      assert.deepEqual([outcome, attempts], ['reached', []]);
      assert.equal(reasons[0]?.rule, 'called-before');
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('rings once although it fails while the phone rings: with ABANDON, its next run waits for that call', async () => {
    await withParents({ simulator: { speed: 2 } }, async (parts) => {
      const workflowId = randomUUID();
      const parent = await startParent(parts, { workflowId, parentClosePolicy: 'ABANDON' });
      await underWay(parts, workflowId);
      await parent.signal(failSignal);
      const { outcome, attempts } = await parent.result();
      assert.deepEqual([outcome, attempts.length], ['reached', 1]);
      assert.equal(parts.simulator.dials().length, 1);
    });
  });

  it('rings once although it is reset', async () => {
    await withParents({}, async (parts) => {
      const workflowId = randomUUID();
      const parent = await startParent(parts, { workflowId, parentClosePolicy: 'ABANDON' });
      const first = await parent.result();
      await resetToBeginning(parts.client, parent.workflowId);
      const again = parts.client.workflow.getHandle<typeof parentOfCall>(parent.workflowId);
      assert.deepEqual(await again.result(), first);
      assert.equal(parts.simulator.dials().length, 1);
    });
  });

  it('with REQUEST_CANCEL hangs up when it fails while the phone rings, and its next run gets that outcome', async () => {
    await withParents({ simulator: { speed: 2 } }, async (parts) => {
      const workflowId = randomUUID();
      const parent = await startParent(parts, { workflowId, parentClosePolicy: 'REQUEST_CANCEL' });
      await underWay(parts, workflowId);
      await parent.signal(failSignal);
      assert.equal((await parent.result()).outcome, 'cancelled');
      assert.equal(parts.simulator.dials().length, 1);
    });
  });

  it('that ends early hangs up with REQUEST_CANCEL, and lets the call go on with ABANDON', async () => {
    await withParents({ simulator: { speed: 2 } }, async (parts) => {
      for (const [parentClosePolicy, outcome] of [
        ['REQUEST_CANCEL', 'cancelled'],
        ['ABANDON', 'reached'],
      ] as const) {
        const workflowId = randomUUID();
        const parent = await startParent(parts, { workflowId, parentClosePolicy });
        await underWay(parts, workflowId);
        await parent.terminate();
        assert.equal((await parts.calls.getHandle(workflowId).result()).outcome, outcome);
      }
    });
  });

  it('that is cancelled hangs up, also in a later run, whose child the call is not', async () => {
    await withParents({ simulator: { speed: 1 } }, async (parts) => {
      const workflowId = randomUUID();
      const parent = await startParent(parts, { workflowId, parentClosePolicy: 'ABANDON' });
      await underWay(parts, workflowId);
      await parent.signal(failSignal);
      const { client } = parts;
      const next = client.workflow.getHandle(parent.workflowId);
      await eventually(async () => {
        const { events } = await next.fetchHistory();
        return events?.find((event) => event.activityTaskScheduledEventAttributes);
      });
      await next.cancel();
      await assert.rejects(next.result(), WorkflowFailedError);
      assert.equal((await parts.calls.getHandle(workflowId).result()).outcome, 'cancelled');
      const history = await next.fetchHistory();
      assert.deepEqual(await brokenBy(workflowBundle, [{ name: 'parent', history }]), []);
    });
  });

  it("does not take another request's call for its own", async () => {
    await withParents({}, async (parts) => {
      const workflowId = randomUUID();
      await parts.calls.start(request('+12065550102'), { workflowId });
      const parent = await startParent(parts, { workflowId, parentClosePolicy: 'ABANDON' });
      const failure = await failureOf(parent);
      assert.equal(failure.type, 'DifferentRequest');
      assert.match(failure.message, /use another workflow ID/);
    });
  });

  it('learns that a call that was started before has failed', async () => {
    await withParents({}, async (parts) => {
      const workflowId = randomUUID();
      const invalid = request('home');
      const parent = await startParent(parts, { workflowId, parentClosePolicy: 'ABANDON' }, false, invalid);
      await assert.rejects(parent.result(), WorkflowFailedError);
      const again = await startParent(parts, { workflowId, parentClosePolicy: 'ABANDON' }, false, invalid);
      const failure = await failureOf(again);
      assert.equal(failure.type, 'CallFailed');
      assert.match(failure.message, /destinationPhoneNumber/);
    });
  });

  function withParents(options: CallTestOptions, test: (parts: CallTest) => Promise<void>): Promise<void> {
    return withCalls({ ...options, worker: { workflowBundle } }, test);
  }
});

function startParent(
  { client, taskQueue }: CallTest,
  options: ExecuteCallOptions,
  failsAfterCall = false,
  call = request(person),
): Promise<WorkflowHandle<typeof parentOfCall>> {
  return client.workflow.start<typeof parentOfCall>('parentOfCall', {
    ...{ workflowId: randomUUID(), taskQueue, retry },
    args: [call, options, failsAfterCall],
  });
}

async function underWay({ calls }: CallTest, workflowId: string): Promise<void> {
  await eventually(async () =>
    calls
      .getHandle(workflowId)
      .status()
      .then(
        ({ current }) => current?.contactId,
        () => undefined,
      ),
  );
}

/** The failure by which a parent fails. */
async function failureOf(parent: { result: () => Promise<CallResult> }): Promise<ApplicationFailure> {
  try {
    await parent.result();
  } catch (error) {
    assert.ok(error instanceof WorkflowFailedError);
    assert.ok(error.cause instanceof ApplicationFailure, String(error.cause));
    return error.cause;
  }
  return assert.fail('It did not fail');
}
