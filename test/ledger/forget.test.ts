import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Client, ServiceError } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { OutboundCalls } from '../../src/client';
import { simulatedLedger } from '../../src/testing';
import { eventually, ownTeam, request, withCalls, type CallTest } from '../support/calls';
import { readLedger, together } from './support';

const ann = '+12065550102';
const bob = '+12065550103';

/** One attempt, and then an hour of waiting: such a call runs as long as nobody ends it. */
const patient = { steps: [{ queueId: ownTeam, attempts: 2, retryAfter: '1 hour' as const }] };

describe('forgetting a person', () => {
  it('leaves a call to another person alone that has by now the workflow ID of a call to them', async () => {
    await withCalls(together, async (parts) => {
      const { calls, client, simulator } = parts;
      simulator.script(bob, { dispositions: ['busy'] });
      await calls.start(request(ann), { workflowId: 'slot-17' });
      await calls.getHandle('slot-17').result();
      const toAnn = await runOf(client, 'slot-17');
      await startPatient(parts, bob, 'slot-17');
      const toBob = await runOf(client, 'slot-17');

      const deleted: string[] = [];
      const { calls: watched } = before(parts, 'deleteWorkflowExecution', ({ workflowExecution: run }) => {
        if (run?.workflowId === 'slot-17') deleted.push(run.runId ?? '');
      });
      const forgotten = await watched.forget(ann, { cancel: true });
      assert.ok(forgotten.done);
      assert.deepEqual(forgotten.calls, ['slot-17']);
      assert.deepEqual(deleted, [toAnn]);
      assert.equal(await wasAskedToCancel(client, 'slot-17'), false);

      assert.deepEqual(await calls.forget(bob), { done: false, running: ['slot-17'] });
      assert.equal(await runOf(client, 'slot-17'), toBob);
    });
  });

  it('deletes nothing where a cancelled call has not been seen to end, and can be repeated', async () => {
    await withCalls(together, async (parts) => {
      const { calls } = parts;
      await startPatient(parts, ann, 'not-seen-to-end');
      const deleted: unknown[] = [];
      const cut = before(parts, 'getWorkflowExecutionHistory', () => {
        throw Object.assign(new Error('7 PERMISSION_DENIED'), {
          code: 7,
          details: 'not you',
          metadata: { get: () => [] },
        });
      });
      const { calls: unlucky } = before(cut, 'deleteWorkflowExecution', (run) => deleted.push(run));
      await assert.rejects(unlucky.forget(ann, { cancel: true }), ServiceError);
      assert.deepEqual(deleted, []);

      assert.equal((await calls.getHandle('not-seen-to-end').result()).outcome, 'cancelled');
      assert.deepEqual(callsOf(await calls.forget(ann)), ['not-seen-to-end']);
    });
  });

  it('deletes nothing where another call to them has begun while cancelled ones came to their end', async () => {
    await withCalls(together, async (parts) => {
      const { calls } = parts;
      await startPatient(parts, ann, 'first');
      let isFirst = true;
      const { calls: slow } = before(parts, 'getWorkflowExecutionHistory', async () => {
        if (isFirst) await startPatient(parts, ann, 'second');
        isFirst = false;
      });
      assert.deepEqual(await slow.forget(ann, { cancel: true }), { done: false, running: ['second'] });
      assert.equal((await calls.getHandle('first').result()).attempts.length, 1);
      assert.equal((await readLedger(parts, ann)).attempts.length, 2);
      await calls.forget(ann, { cancel: true });
    });
  });

  it('continues where a run is gone already, as after an interrupted erasure', async () => {
    await withCalls(together, async (parts) => {
      const { calls } = parts;
      await calls.start(request(ann), { workflowId: 'half-forgotten' });
      await calls.getHandle('half-forgotten').result();
      // The server itself says so of a run that it does not know.
      const { calls: late } = before(parts, 'deleteWorkflowExecution', ({ workflowExecution: run }) => {
        if (run) run.runId = randomUUID();
      });
      assert.deepEqual(callsOf(await late.forget(ann)), ['half-forgotten']);
      assert.deepEqual(callsOf(await calls.forget(ann)), ['half-forgotten']);
    });
  });
});

/** A call that has made one attempt and waits. */
async function startPatient(
  { calls, client, taskQueue }: Pick<CallTest, 'calls' | 'client' | 'taskQueue'>,
  e164: string,
  workflowId: string,
) {
  await client.workflow.start('outboundCall', { workflowId, taskQueue, args: [request(e164, patient)] });
  await eventually(async () => (await calls.getHandle(workflowId).status()).next);
}

async function runOf(client: Client, workflowId: string): Promise<string> {
  return (await client.workflow.getHandle(workflowId).describe()).runId;
}

async function wasAskedToCancel(client: Client, workflowId: string): Promise<boolean> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).some((event) => event.workflowExecutionCancelRequestedEventAttributes);
}

function callsOf(forgotten: Awaited<ReturnType<OutboundCalls['forget']>>): readonly string[] {
  assert.ok(forgotten.done);
  return forgotten.calls;
}

interface Requests {
  deleteWorkflowExecution: temporal.api.workflowservice.v1.IDeleteWorkflowExecutionRequest;
  getWorkflowExecutionHistory: temporal.api.workflowservice.v1.IGetWorkflowExecutionHistoryRequest;
}

/** The same calls, talked to by somebody on whose way to the real server something happens before requests of this kind. */
function before<K extends keyof Requests>(
  { client, taskQueue }: Pick<CallTest, 'client' | 'taskQueue'>,
  method: K,
  happens: (request: Requests[K]) => unknown,
): Pick<CallTest, 'client' | 'taskQueue' | 'calls'> {
  const real = client.workflowService;
  const workflowService = new Proxy(real, {
    get(_, name): unknown {
      const ask: unknown = Reflect.get(real, name);
      if (typeof ask !== 'function') return ask;
      if (name !== method) return ask.bind(real) as unknown;
      return async (asked: Requests[K]): Promise<unknown> => {
        await happens(asked);
        return Reflect.apply(ask, real, [asked]) as unknown;
      };
    },
  });
  const connection = new Proxy(client.connection, {
    get: (target, name): unknown =>
      name === 'workflowService' ? workflowService : (Reflect.get(target, name) as unknown),
  });
  const meddled = new Client({ connection, namespace: client.options.namespace });
  const calls = new OutboundCalls({ client: meddled, taskQueue, ledger: simulatedLedger });
  return { client: meddled, taskQueue, calls };
}
