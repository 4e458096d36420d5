import assert from 'node:assert/strict';
import type { Client } from '@temporalio/client';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { contactEndedSignal } from '../../../src/contract/call-messages';
import { eventually, ownTeam, request, withCalls } from '../../support/calls';
import { searchAttributeNames } from '../../../src/contract/search-attributes';

const short = {
  activities: { settings: { bounds: { historyLimit: 40 }, searchAttributes: searchAttributeNames } },
};

describe('a long call', () => {
  it('goes on in another run with its attempts, its tokens and its deadline, and is found under the same ID', async () => {
    await withCalls(short, async ({ simulator, calls, client }) => {
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 6, retryAfter: '100ms' }];
      await calls.start(request('+12065550102', { steps }), { workflowId: 'long' });
      const { outcome, attempts } = await calls.getHandle('long').result();
      assert.equal(outcome, 'exhausted');
      assert.deepEqual(
        attempts.map(({ number }) => number),
        [1, 2, 3, 4, 5, 6],
      );
      assert.equal(new Set(simulator.dials().map(({ clientToken }) => clientToken)).size, 6);
      const last = await client.workflow.getHandle('long').describe();
      const { firstExecutionRunId } = last.raw.workflowExecutionInfo?.firstRunId
        ? { firstExecutionRunId: last.raw.workflowExecutionInfo.firstRunId }
        : { firstExecutionRunId: undefined };
      assert.notEqual(last.runId, firstExecutionRunId, 'it was another run that ended it');
      assert.ok(last.historyLength < 80, `${last.historyLength} events`);
      assert.ok(
        simulator
          .dials()
          .every(({ attributes }) =>
            attributes['outboundCallAttemptId']?.startsWith(`${firstExecutionRunId ?? ''}.`),
          ),
        'every attempt is one of the first run',
      );
      // The same request again is the same call, which is told by its memo.
      const again = await calls.start(request('+12065550102', { steps }), { workflowId: 'long' });
      assert.equal(again.isNew, false);
    });
  });

  it('goes on in another run when signals fill its history while it waits, and loses nothing', async () => {
    const limit = { activities: { settings: { bounds: { historyLimit: 300 } } } };
    await withCalls(limit, async ({ simulator, calls, client }) => {
      const policy = { steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }] };
      await calls.start(request('+12065550102', policy), { workflowId: 'signalled' });
      const attempt = await eventually(async () => (await calls.getHandle('signalled').status()).attempts[0]);
      const handle = client.workflow.getHandle('signalled');
      const { runId } = await handle.describe();
      // Of another call: it changes nothing, but each is an event of the history.
      const nonsense = { contactId: 'another', endedAt: new Date().toISOString(), attributes: {} };
      for (let hundred = 0; hundred < 6; hundred += 1) {
        await Promise.all(
          Array.from({ length: 100 }, () => handle.signal(contactEndedSignal.name, nonsense)),
        );
      }
      await eventually(async () => ((await handle.describe()).runId === runId ? undefined : true));
      assert.deepEqual((await calls.getHandle('signalled').status()).attempts, [attempt]);

      await calls.getHandle('signalled').changePolicy({
        ...request('', policy).policy,
        steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: 0 }],
      });
      const { attempts } = await calls.getHandle('signalled').result();
      assert.deepEqual([attempts.length, simulator.dials().length], [2, 2]);
      assert.equal(new Set(simulator.dials().map(({ clientToken }) => clientToken)).size, 2);
    });
  });

  it('goes on in another run when a few large signals fill its history, handled ones and others', async () => {
    await withCalls({}, async ({ calls, client }) => {
      const policy = { steps: [{ queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }] };
      const call = await calls.start(request('+12065550102', policy), { workflowId: 'large-signals' });
      await eventually(async () => (await call.status()).attempts[0]);
      await call.pause();
      const handle = client.workflow.getHandle('large-signals');
      for (const name of [contactEndedSignal.name, 'nobodyHandlesThis']) {
        const { runId } = await handle.describe();
        // 5 MB; Temporal terminates a workflow at 50.
        for (let count = 0; count < 20; count += 1) await handle.signal(name, 'x'.repeat(256 * 1024));
        await eventually(async () => ((await handle.describe()).runId === runId ? undefined : true));
      }
      await eventually(async () => ((await call.status()).state === 'paused' ? true : undefined));
      await call.cancel();
      await call.result();
    });
  });

  it('loses no message that comes while one run ends and the next begins', async () => {
    await withCalls(short, async ({ simulator, calls }) => {
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }];
      await calls.start(request('+12065550102', { steps }), { workflowId: 'told-often' });
      await eventually(async () => (await calls.getHandle('told-often').status()).attempts[0]);
      for (let time = 0; time < 30; time += 1) {
        await Promise.all([
          calls.getHandle('told-often').pause(),
          calls.getHandle('told-often').resume(),
          calls.getHandle('told-often').pause(),
        ]);
      }
      // Those that are sent together come in any order.
      await calls.getHandle('told-often').pause();
      await eventually(async () =>
        (await calls.getHandle('told-often').status()).state === 'paused' ? true : undefined,
      );
      await calls.getHandle('told-often').changePolicy({
        ...request('').policy,
        steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: 0 }],
      });
      await calls.getHandle('told-often').resume();
      const { attempts } = await calls.getHandle('told-often').result();
      assert.deepEqual([attempts.length, simulator.dials().length], [2, 2]);
    });
  });

  it('is cancelled by a cancellation that comes while it is decided to go on in another run', async () => {
    const workflowId = 'cancelled-at-its-limit';
    const historyLimit = 25;
    let cancel: (() => Promise<void>) | undefined;
    const interceptor: ActivityInterceptorsFactory = ({ info }) => ({
      inbound: {
        execute: async (input, next) => {
          if (info.activityType === 'outboundDecide') await cancel?.();
          return next(input);
        },
      },
    });
    const options = {
      activities: { settings: { bounds: { historyLimit } } },
      worker: { interceptors: { activity: [interceptor] } },
    };
    await withCalls(options, async ({ calls, client, simulator }) => {
      const handle = client.workflow.getHandle(workflowId);
      const cancelled = { is: false };
      cancel = async () => {
        // With the events of its own result the history is too long: the call would go on in another run.
        if (cancelled.is || (await handle.describe()).historyLength < historyLimit - 2) return;
        cancelled.is = true;
        await calls.getHandle(workflowId).cancel();
        await taskAfterCancellation(client, workflowId);
      };
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 3, retryAfter: '1 hour' as const }];
      await calls.start(request('+12065550102', { steps }), { workflowId });
      for (let times = 0; times < 5 && !cancelled.is; times += 1) {
        await calls
          .getHandle(workflowId)
          .pause()
          .catch(() => undefined);
      }
      const { outcome } = await calls.getHandle(workflowId).result();
      assert.deepEqual([outcome, cancelled.is, simulator.dials().length <= 1], ['cancelled', true, true]);
    });
  });
});

async function taskAfterCancellation(client: Client, workflowId: string): Promise<void> {
  await eventually(async () => {
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    const cancelled = events?.findIndex((event) => event.workflowExecutionCancelRequestedEventAttributes);
    const started = events?.findLastIndex((event) => event.workflowTaskStartedEventAttributes);
    return started !== undefined && cancelled !== undefined && started > cancelled && cancelled >= 0
      ? true
      : undefined;
  });
}
