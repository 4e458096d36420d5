import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { DifferentRequestError, InvalidCallRequestError } from '../../src/client';
import { request, withCalls, type CallTest } from '../support/calls';

describe('starting a call', () => {
  it('twice with the same workflow ID is one call, while it runs and after it has ended', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      const workflowId = randomUUID();
      const call = await calls.start(request('+12065550102'), { workflowId });
      assert.deepEqual([call.workflowId, call.isNew, call.warnings], [workflowId, true, []]);
      assert.equal((await calls.start(request('+12065550102'), { workflowId })).isNew, false);
      const result = await calls.getHandle(workflowId).result();
      assert.equal((await calls.start(request('+12065550102'), { workflowId })).isNew, false);
      assert.deepEqual(await calls.getHandle(workflowId).result(), result);
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('for something else under the same workflow ID is refused, also once the first has ended', async () => {
    await withCalls({}, async ({ calls }) => {
      const workflowId = randomUUID();
      await calls.start(request('+12065550102'), { workflowId });
      await calls.getHandle(workflowId).result();
      await assert.rejects(calls.start(request('+12065550103'), { workflowId }), DifferentRequestError);
    });
  });

  it("of a person's second number under the ID of the first is refused; the first one is called, the other never", async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      const workflowId = randomUUID();
      const rows = ['+12065550102', '+12065550147', '+12065550102'];
      const loaded: (boolean | string)[] = [];
      for (const number of rows) {
        const started = calls.start(request(number), { workflowId });
        loaded.push(await started.then(({ isNew }) => isNew).catch(nameOf));
      }
      assert.deepEqual(loaded, [true, 'DifferentRequestError', false]);
      await calls.getHandle(workflowId).result();
      const dialed = simulator.dials().map(({ destinationPhoneNumber }) => destinationPhoneNumber);
      assert.deepEqual(dialed, ['+12065550102']);
    });
  });

  it('warns of a workflow ID that has a number of the request, in the client and in the call', async () => {
    await withCalls({}, async ({ calls }) => {
      const call = await calls.start(request('+12065550100'), { workflowId: 'reminder-206-555-0100' });
      assert.match(call.warnings.join(), /^The workflow ID contains the digits of a phone number/);
      await call.result();
      assert.deepEqual((await call.status()).warnings, call.warnings);
    });
  });

  it('returns the warnings, on every start of the same call', async () => {
    await withoutWorker(async ({ calls }) => {
      const workflowId = randomUUID();
      const doubtful = request('+12065550100', { limits: { attempts: 99 } });
      for (const isNew of [true, false]) {
        const started = await calls.start(doubtful, { workflowId });
        assert.equal(started.isNew, isNew);
        assert.match(started.warnings.join(), /limits\.attempts/);
      }
    });
  });

  it('for something else under the same workflow ID is refused', async () => {
    await withoutWorker(async ({ calls }) => {
      const workflowId = randomUUID();
      await calls.start(request('+12065550100'), { workflowId });
      const others = [
        request('+12065550101'),
        request('+12065550100', { reachedWhen: 'connected' }),
        { ...request('+12065550100'), attributes: { topic: 'visit' } },
      ];
      for (const other of others) {
        await assert.rejects(calls.start(other, { workflowId }), (error) => {
          assert.ok(error instanceof DifferentRequestError);
          assert.equal(error.workflowId, workflowId);
          return true;
        });
      }
    });
  });

  it('for the same with its members in another order is the same', async () => {
    await withoutWorker(async ({ calls }) => {
      const workflowId = randomUUID();
      const { policy, ...rest } = request('+12065550100');
      const { instanceId, contactFlowId, reachedWhen, steps } = policy;
      await calls.start({ ...rest, attributes: { a: '1', b: '2' }, policy }, { workflowId });
      const same = {
        policy: { steps, reachedWhen, contactFlowId, instanceId },
        attributes: { b: '2', a: '1' },
        ...rest,
      };
      assert.equal((await calls.start(same, { workflowId })).isNew, false);
    });
  });

  it('for steps in another order is something else', async () => {
    await withoutWorker(async ({ calls }) => {
      const workflowId = randomUUID();
      const steps = [
        { name: 'a', sourcePhoneNumber: '+12065550198' },
        { name: 'b', sourcePhoneNumber: '+12065550199' },
      ];
      await calls.start(request('+12065550100', { steps }), { workflowId });
      await assert.rejects(
        calls.start(request('+12065550100', { steps: steps.toReversed() }), { workflowId }),
        DifferentRequestError,
      );
    });
  });

  it('twenty times at once is one call', async () => {
    await withoutWorker(async ({ calls }) => {
      const workflowId = randomUUID();
      const started = await Promise.all(
        Array.from({ length: 20 }, () => calls.start(request('+12065550100'), { workflowId })),
      );
      assert.equal(started.filter(({ isNew }) => isNew).length, 1);
    });
  });

  it('finds a call that another client has started, and refuses another request', async () => {
    await withoutWorker(async ({ client, calls, taskQueue }) => {
      const workflowId = randomUUID();
      await client.workflow.start('outboundCall', {
        workflowId,
        taskQueue,
        args: [request('+12065550100')],
      });
      assert.equal((await calls.start(request('+12065550100'), { workflowId })).isNew, false);
      await assert.rejects(calls.start(request('+12065550101'), { workflowId }), DifferentRequestError);
    });
  });

  it('under the workflow ID of a workflow that is not a call is refused', async () => {
    await withoutWorker(async ({ client, calls, taskQueue }) => {
      const workflowId = randomUUID();
      await client.workflow.start('anotherWorkflow', {
        workflowId,
        taskQueue,
        args: [request('+12065550100')],
      });
      await assert.rejects(calls.start(request('+12065550100'), { workflowId }), DifferentRequestError);
    });
  });

  it('with a request that makes no sense starts nothing, and names every problem', async () => {
    await withoutWorker(async ({ client, calls }) => {
      const workflowId = randomUUID();
      const nonsense = request('home', { reachedWhen: 'connected', minTalkSeconds: -1 });
      await assert.rejects(calls.start(nonsense, { workflowId }), (error) => {
        assert.ok(error instanceof InvalidCallRequestError);
        assert.deepEqual(
          error.problems.map(({ path }) => path),
          ['destinationPhoneNumber', 'policy.minTalkSeconds'],
        );
        assert.match(error.message, /destinationPhoneNumber: [^]*policy\.minTalkSeconds: /);
        return true;
      });
      await assert.rejects(client.workflow.getHandle(workflowId).describe(), {
        name: 'WorkflowNotFoundError',
      });
    });
  });

  it('with a timeout or a cron schedule is refused, with what to use in its place', async () => {
    await withoutWorker(async ({ client, calls }) => {
      for (const option of [
        { workflowExecutionTimeout: '1 day' },
        { workflowRunTimeout: '1 day' },
        { workflowTaskTimeout: '1 minute' },
        { cronSchedule: '0 9 * * *' },
      ]) {
        const workflowId = randomUUID();
        // The types refuse both; plain JavaScript does not.
        for (const options of [
          { workflowId, ...option },
          { workflowId, temporal: { memo: {}, ...option } },
        ]) {
          await assert.rejects(
            calls.start(request('+12065550100'), options),
            'cronSchedule' in option ? /Temporal Schedule/ : /policy\.limits\.deadline/,
          );
        }
        await assert.rejects(client.workflow.getHandle(workflowId).describe(), {
          name: 'WorkflowNotFoundError',
        });
      }
    });
  });

  it("passes on Temporal's own options: memo, summary, priority", async () => {
    await withoutWorker(async ({ client, calls }) => {
      const workflowId = randomUUID();
      await calls.start(request('+12065550100'), { workflowId, temporal: { memo: { order: 'A-1001' } } });
      const description = await client.workflow.getHandle(workflowId).describe();
      assert.equal(description.memo?.['order'], 'A-1001');
      const summary = await description.staticSummary();
      assert.match(summary ?? '', /^Call \+1206.*: own-team$/);
      assert.ok(!summary?.includes('2065550100'), summary);
    });
  });
});

function withoutWorker(test: (parts: CallTest) => Promise<void>): Promise<void> {
  return withCalls({ workers: 0 }, test);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}
