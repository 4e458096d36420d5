import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { NativeConnection, Worker } from '@temporalio/worker';
import { runBeside } from '../../src/worker/run-beside';
import { eventually } from '../support/calls';
import { clientOfNewNamespace, localServer } from '../support/shared-servers';

describe('workers beside another', () => {
  it('stop with it, and the urgent one after it, so that a hang-up of its last task is made', async () => {
    await withWorkers(async ({ create, execute }) => {
      const { activity, begun, release } = heldActivity();
      const [worker, usual, urgent] = [await create({ activity }), await create(), await create()];
      const running = runBeside({
        worker,
        running: worker.run(),
        create: async (add) => {
          add({ worker: usual, stopsLast: false });
          add({ worker: urgent, stopsLast: true });
        },
        onStopping: () => undefined,
      });
      const done = execute(worker);
      await begun;
      worker.shutdown();
      await eventually(() => usual.getState() === 'STOPPED' || undefined);
      assert.deepEqual([worker.getState(), urgent.getState()], ['DRAINING', 'RUNNING']);
      release();
      await running;
      await done;
      assert.deepEqual([worker.getState(), urgent.getState()], ['STOPPED', 'STOPPED']);
    });
  });

  it('stop it when one of them fails, and its error is the reason', async () => {
    await withWorkers(async ({ create }) => {
      const [worker, other, failing] = [await create(), await create(), await create()];
      const before = failing.run();
      const running = runBeside({
        worker,
        running: worker.run(),
        create: async (add) => {
          add({ worker: other, stopsLast: true });
          add({ worker: failing, stopsLast: false });
        },
        onStopping: () => undefined,
      });
      await assert.rejects(running, /Poller was already started/);
      await before;
      assert.deepEqual([worker.getState(), other.getState()], ['STOPPED', 'STOPPED']);
    });
  });
});

interface Workers {
  readonly create: (activities?: object) => Promise<Worker>;
  /** Execute the activity `activity` on a worker. */
  readonly execute: (worker: Worker) => Promise<unknown>;
}

async function withWorkers(test: (workers: Workers) => Promise<void>): Promise<void> {
  const client = await clientOfNewNamespace();
  const { namespace } = client.options;
  const { address } = (await localServer()).temporalServer;
  const connection = await NativeConnection.connect({ address });
  await test({
    create: async (activities = { none: async () => undefined }) =>
      Worker.create({ connection, namespace, taskQueue: `beside-${randomUUID()}`, activities }),
    execute: ({ options: { taskQueue } }): Promise<unknown> =>
      client.activity.execute('activity', {
        ...{ id: randomUUID(), taskQueue, startToCloseTimeout: '1 minute', args: [] },
      }),
  });
  // Fails while a worker has not been stopped.
  await connection.close();
}

/** An activity that ends when it is released. */
function heldActivity() {
  const [begun, release] = [new EventEmitter(), new EventEmitter()];
  const activity = async () => {
    const released = once(release, 'release');
    begun.emit('begun');
    await released;
  };
  return { activity, begun: once(begun, 'begun'), release: () => release.emit('release') };
}
