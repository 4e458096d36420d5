import assert from 'node:assert/strict';
import { Worker } from '@temporalio/worker';
import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { SearchAttribute } from '../../src/contract/search-attributes';
import { encrypted } from '../../src/encryption';
import { keepKeyCheck } from '../../src/encryption/check-keys';
import { simulatedConnect } from '../../src/testing';
import { createActivities } from '../../activities';
import { examine, OutboundCallsPlugin } from '../../src/worker';
import { missingFor } from '../../src/worker/missing-for';
import { searchAttributesOf } from '../../src/worker/search-attributes';
import { keyNamed } from '../encryption/support';
import { atOnce, paced } from '../pacing/support';
import { eventually, request } from '../support/calls';
import { localServer, sqsServer } from '../support/shared-servers';
import { needsSqsServer } from '../support/with-java';
import type { remind } from './own-worker/workflows';
import { bundleOf, callOf, onOwnWorker, withOwnWorker } from './own-worker/with-own-worker';

describe("the plugin on a user's own worker", () => {
  it('makes calls beside their workflows and activities, with search attributes, in the queues of the instances', async () => {
    await onOwnWorker(paced(50), async ({ remind, client, plugin, taskQueue, simulator }) => {
      atOnce(simulator);
      const noted = await Promise.all(
        Array.from({ length: 20 }, (_, index) => remind('+12065550102', `own-${index}`)),
      );
      assert.deepEqual([...new Set(noted)], ['noted: exhausted']);
      assert.equal(simulator.dials().length, 20);
      const { throttled = 0 } = simulator.requests().StartOutboundVoiceContact ?? {};
      // Next to none, unless the machine is very busy. Without pacing most are.
      assert.ok(throttled <= 20 / 3, `${throttled} were throttled`);
      const call = client.workflow.getHandle(await callOf(client, 'parent-of-own-0', 'own-0'));
      const { typedSearchAttributes } = await call.describe();
      assert.equal(typedSearchAttributes.get(SearchAttribute.Status), 'exhausted');
      const { events } = await call.fetchHistory();
      const queues = events?.flatMap(
        (event) => event.activityTaskScheduledEventAttributes?.taskQueue?.name ?? [],
      );
      assert.ok(queues?.includes(`${taskQueue}.dial`));
      assert.equal((await examine(plugin.health.ready)).status, 'ok');
    });
  });

  it('stops with the worker, also when its work is over before the others have started', async () => {
    await withOwnWorker({}, async ({ options, plugin }) => {
      const worker = await Worker.create(options);
      assert.equal(await worker.runUntil(async () => 'done'), 'done');
      const { checks } = await examine(plugin.health.ready);
      assert.match(JSON.stringify(checks['workers']), /has stopped/);
      // A second worker, after the first.
      const another = await Worker.create(options);
      const running = another.run();
      await eventually(async () => (await examine(plugin.health.ready)).status === 'ok' || undefined);
      another.shutdown();
      await running;
    });
  });

  it('stops the worker when one of its own can not run, and its run fails with the reason', async () => {
    await withOwnWorker({}, async ({ options, taskQueue }) => {
      const { connection, namespace } = options;
      const other = await Worker.create({
        ...(connection ? { connection } : {}),
        ...(namespace ? { namespace } : {}),
        taskQueue: `${taskQueue}.urgent`,
        activities: { other: async () => undefined },
      });
      await other.runUntil(async () => {
        const worker = await Worker.create(options);
        await assert.rejects(worker.run(), /urgent|overlapping/);
        assert.equal(worker.getState(), 'STOPPED');
      });
    });
  });

  it('refuses a second worker at the same time, which would double the quotas, and allows it where it makes no calls', async () => {
    await withOwnWorker({}, async ({ options, taskQueue }) => {
      const worker = await Worker.create(options);
      await worker.runUntil(async () => {
        await assert.rejects(
          Worker.create({ ...options, taskQueue: 'another' }),
          new RegExp(`worker of task queue ${taskQueue} runs with this OutboundCallsPlugin.*Set taskQueue`),
        );
      });
    });
    const taskQueue = 'calls-of-one';
    await withOwnWorker({ plugin: { taskQueue }, worker: { taskQueue } }, async ({ options, plugin }) => {
      const worker = await Worker.create(options);
      await worker.runUntil(async () => {
        const workflowBundle = await bundleOf('workflows-without-calls');
        const other = await Worker.create({ ...options, taskQueue: 'orders', workflowBundle });
        await other.runUntil(async () => undefined);
        assert.equal(worker.getState(), 'RUNNING');
        await eventually(async () => (await examine(plugin.health.ready)).status === 'ok' || undefined);
      });
    });
  });
});

describe('the plugin, where something is missing,', () => {
  it('names the line that a workflows module lacks, whether it is bundled before or by the worker', async () => {
    const line =
      /does not export outboundCall, .*Add this line.*export \* from 'temporal-amazon-connect\/workflows';/;
    await withOwnWorker({}, async ({ options }) => {
      await assert.rejects(
        Worker.create({ ...options, workflowBundle: await bundleOf('workflows-without-calls') }),
        line,
      );
      const unbundled = { ...options, workflowBundle: undefined };
      const workflowsPath = require.resolve('./own-worker/workflows-without-calls');
      await assert.rejects(Worker.create({ ...unbundled, workflowsPath }), line);
    });
  });

  it("refuses to replace an activity of the user's, and to run without their connection", async () => {
    await withOwnWorker({}, async ({ options, simulator }) => {
      const activities = createActivities({ connect: simulatedConnect(simulator) });
      await assert.rejects(
        Worker.create({ ...options, activities }),
        /already has an activity outboundCheckRequest.*createActivities/,
      );
      const unconnected = { ...options, connection: undefined };
      await assert.rejects(Worker.create(unconnected), /needs the connection.*NativeConnection\.connect/);
    });
    assert.throws(
      () =>
        new OutboundCallsPlugin({
          connect: simulatedConnect({ url: 'http://127.0.0.1:1' }),
          quotas: { concurrentCalls: 1, inboundHeadroom: 1 },
        }),
      /leaves no line/,
    );
  });
});

describe('a worker with the plugin', () => {
  it('is reported to lack search attributes, and a worker for the workflows that it does not have itself', async () => {
    await withOwnWorker({}, async ({ options, plugin }) => {
      const { connection } = options;
      assert(connection);
      const { registered, missing } = await searchAttributesOf(connection, 'default');
      assert.deepEqual([registered.length > 0, missing], [true, []]);
      assert.deepEqual(await missingFor({ ...options, connection }, []), []);
      const workflowless = { ...options, connection, workflowBundle: undefined };
      const [attributes, queue, ...more] = await missingFor(workflowless, ['OutboundCallStatus']);
      assert.match(attributes ?? '', /lacks the search attributes OutboundCallStatus.*npx outbound setup/);
      assert.match(queue ?? '', /no other worker is polling task queue calls-.*Set workflowsPath/);
      assert.deepEqual(more, []);

      const worker = await Worker.create(options);
      await worker.runUntil(async () => {
        await eventually(async () => (await examine(plugin.health.ready)).status === 'ok' || undefined);
        // Another one runs them.
        await eventually(async () => (await missingFor(workflowless, [])).length === 0 || undefined);
      });
    });
  });

  it('reads contact events where it has their queue: a DescribeContact for each call', async function () {
    await needsSqsServer.call(this);
    const sqs = await sqsServer();
    const queueUrl = await sqs.createQueue();
    const target = { kind: 'sqs', queueUrl, endpoint: sqs.url } as const;
    const simulator = { speed: 20, events: { target, pollIntervalMs: 20 } };
    const plugin = { events: { queueUrl, sqs: sqs.client } };
    await onOwnWorker({ simulator, plugin }, async (parts) => {
      assert.equal(await parts.remind('+12065550100', 'by-events'), 'noted: reached');
      assert.equal(parts.simulator.requests().DescribeContact?.accepted, 1);
      const { checks } = await examine(parts.plugin.health.ready);
      assert.deepEqual(checks['contact-events'], { status: 'ok' });
    });
  });
});

describe('the plugin and the key of payloads', () => {
  it('lets no worker start with a wrong one: nothing is dialed', async () => {
    await withOwnWorker({}, async ({ options, client, taskQueue, simulator, calls }) => {
      const { namespace } = client.options;
      const dataConverter = (name: string) => encrypted({ keys: [keyNamed(name)], namespace });
      const others = new Client({
        connection: client.connection,
        namespace,
        dataConverter: dataConverter('a'),
      });
      await keepKeyCheck({ client: others, taskQueue });
      await calls.start(request('+12065550100'), { workflowId: 'not-to-be-dialed' });
      const wrong = dataConverter('b');
      await assert.rejects(Worker.create({ ...options, dataConverter: wrong }), { name: 'KeyCheckError' });
      // A plugin after ours has the converter: it is known only when the worker runs.
      const later = {
        name: 'converter',
        configureWorker: (one: object) => ({ ...one, dataConverter: wrong }),
      };
      const worker = await Worker.create({
        ...options,
        plugins: [...(options.plugins ?? []), later as never],
      });
      await assert.rejects(worker.run(), { name: 'KeyCheckError' });
      assert.deepEqual(simulator.dials(), []);
    });
  });
});

describe('the plugin in a test environment', () => {
  it('reaches its client and workers, the bundler and a replay', async () => {
    const { temporalServer } = await localServer();
    await withOwnWorker({}, async ({ client, options, simulator, taskQueue }) => {
      const { namespace } = client.options;
      const plugin = new OutboundCallsPlugin({
        connect: simulatedConnect(simulator),
        pollDelay: () => 100,
        taskQueue,
        dataConverter: encrypted({ keys: [keyNamed('of-the-plugin')], namespace }),
      });
      const environment = await TestWorkflowEnvironment.createFromExistingServer({
        address: temporalServer.address,
        namespace,
        plugins: [plugin],
      });
      try {
        const workflowBundle = await bundleOf('workflows', { plugins: [plugin] });
        const worker = await Worker.create({
          ...options,
          connection: environment.nativeConnection,
          workflowBundle,
          // Given twice, it is applied once.
          plugins: [plugin],
        });
        const noted = await worker.runUntil(
          environment.client.workflow.execute<typeof remind>('remind', {
            workflowId: 'in-environment',
            taskQueue,
            args: [request('+12065550100'), 'call'],
          }),
        );
        assert.equal(noted, 'noted: reached');
        const callId = await callOf(environment.client, 'in-environment', 'call');
        const history = await environment.client.workflow.getHandle(callId).fetchHistory();
        await Worker.runReplayHistory({ workflowBundle, plugins: [plugin] }, history, callId);
        assert.ok(!JSON.stringify(history).includes('+12065550100'));
      } finally {
        await environment.teardown();
      }
    });
  });
});
