import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { simulatedLedger } from '../../src/testing';
import { together } from '../ledger/support';
import { eventually, request, withCalls } from '../support/calls';
import { localServer } from '../support/shared-servers';
import { run } from './outbound';

const person = '+12065550138';

describe('a command about all calls of a task queue', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'outbound-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('says where it looked, and ends with 3 when it found nothing there although another task queue has some', async () => {
    await withCalls({ server: await localServer(), ...together }, async ({ taskQueue, calls }) => {
      await calls.optOuts.add(person);
      await calls.start(request(person), { workflowId: 'of-a-queue' });
      await calls.getHandle('of-a-queue').result();
      await calls.holds.place();
      const own = await commandIn(folder, { taskQueue, ledger: simulatedLedger });
      assert.equal((await own('hold')).code, 0);
      await withCalls({ server: await localServer(), ...together }, async ({ taskQueue: another }) => {
        const wrong = await commandIn(folder, { taskQueue: another, ledger: simulatedLedger });
        for (const [args, none] of [
          [
            ['opt-out', '--export'],
            /The do-not-call list is empty: namespace default at \S+, task queue \S+/,
          ],
          [['opt-out', '--remove', person], /was not on the do-not-call list: namespace default/],
          [
            ['forget', person],
            /no ledger under the keys .*nothing was deleted\. Looked at: namespace default/,
          ],
          [['release'], /There was no hold on task queue \S+\nNamespace default at/],
        ] as const) {
          // What a workflow is listed by comes a moment after it.
          const ended = await eventually(async () => {
            const found = await wrong(...args);
            return found.code === 3 ? found : undefined;
          });
          assert.match(ended.stdout + ended.stderr, none);
          assert.match(ended.stderr, new RegExp(`: \\d+ on task queues? .*${taskQueue}`), args.join(' '));
          assert.equal((await wrong(...args, '--task-queue', another)).code, 0, 'it was named');
        }
      });
      await calls.holds.release();
    });
  });

  it('warns of a hold on a task queue without workers while calls run on another, and ends with 3', async () => {
    await withCalls({ server: await localServer(), workers: 0 }, async ({ taskQueue, calls, client }) => {
      await calls.start(request(person), { workflowId: 'goes-on-elsewhere' });
      const command = await commandIn(folder, { taskQueue: `calls-${randomUUID()}` });
      const held = await eventually(async () => {
        const ended = await command('hold');
        return ended.code === 3 ? ended : undefined;
      });
      assert.match(
        held.stderr,
        new RegExp(`Calls that run elsewhere go on: .*${taskQueue}.*--whole-namespace`),
      );
      assert.equal((await command('release')).code, 0);
      await client.workflow.getHandle('goes-on-elsewhere').terminate();
    });
  });
});

/** The command under such settings. */
async function commandIn(folder: string, { taskQueue, ...config }: { taskQueue: string; ledger?: object }) {
  const { temporalServer } = await localServer();
  const settings = { temporal: { address: temporalServer.address, taskQueue }, ...config };
  const file = path.join(folder, `${randomUUID()}.config.mjs`);
  await writeFile(file, `export default ${JSON.stringify(settings)}`);
  return (...args: string[]) => run([...args, '--config', file]);
}
