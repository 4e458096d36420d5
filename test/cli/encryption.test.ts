import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { optOutsId } from '../../src/ledger/names';
import { simulatedLedger } from '../../src/testing';
import type { EncryptionKey } from '../../src/encryption';
import { encryptedParts, keyNamed } from '../encryption/support';
import { eventually, quickPolicy, withCalls } from '../support/calls';
import { localServer } from '../support/shared-servers';
import { outbound, root, run } from './outbound';

const person = '+12065550100';
const other = '+12065550137';
const aws = { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };

describe('with encryption in the settings', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'outbound-encryption-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('outbound worker and every command understand each other, and Temporal stores no number', async () => {
    await withCalls({ workers: 0 }, async ({ client, simulator, taskQueue }) => {
      await writeSettings(folder, {
        temporal: { ...(await placeOf(client)), taskQueue },
        connect: { region: 'us-east-1', endpoint: simulator.url },
        ledger: simulatedLedger,
      });
      await writeFile(path.join(folder, 'policy.json'), JSON.stringify(quickPolicy()));
      const worker = outbound(['worker'], aws, folder);
      try {
        await worker.said(/Worker on task queue/);
        const command = async (...args: string[]) => {
          const { code, stdout, stderr } = await run(args, {}, folder);
          assert.equal(code, 0, stderr);
          return stdout;
        };
        await command('call', person, '--policy', 'policy.json', '--id', 'encrypted', '--wait');
        assert.match(await command('show', 'encrypted'), /^encrypted: reached$/m);
        assert.match(await command('explain', 'encrypted'), /reached/);
        await assertEncrypted(client, 'encrypted', person);

        await command('opt-out', other, '--reason', 'asked on the phone');
        assert.match(await command('opt-out', '--export'), /^\+12065550137,\S+Z,asked on the phone\n$/);
        await assertEncrypted(client, optOutsId(taskQueue, other), other);

        assert.match(await command('forget', person), /deleted 1 calls and 1 ledgers[^]*encrypted/);
      } finally {
        worker.child.kill('SIGKILL');
      }
    });
  });

  it('outbound dev encrypts, too: no file of its server has the number', async () => {
    await writeSettings(folder, {});
    await mkdir(path.join(folder, 'db'));
    const args = [
      'dev',
      '--once',
      '--number',
      person,
      '--speed',
      '100',
      '--db-file',
      path.join('db', 'temporal.db'),
    ];
    const { code, stdout } = await run(args, {}, folder);
    assert.equal(code, 0, stdout);
    const files = await readdir(path.join(folder, 'db'));
    const stored = Buffer.concat(
      await Promise.all(files.map((file) => readFile(path.join(folder, 'db', file)))),
    );
    assert.ok(stored.includes('binary/encrypted'), 'something is encrypted');
    assert.ok(!stored.includes(person), 'and the number is nowhere else');
  });
});

describe('with other keys than the workers of the task queue', () => {
  it('outbound worker is not ready and says why until the keys fit, and no command writes what workers can not read', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'outbound-encryption-'));
    const [right, wrong] = [keyNamed('2026'), keyNamed('another')];
    try {
      await withCalls(await encryptedParts({ keys: [right] }), async ({ client, simulator, taskQueue }) => {
        const file = path.join(folder, 'keys');
        const keep = ({ id, key }: EncryptionKey) => writeFile(file, `${id}:${String(key)}\n`);
        await keep(wrong);
        const settings = {
          temporal: { ...(await placeOf(client)), taskQueue },
          connect: { region: 'us-east-1', endpoint: simulator.url },
          worker: { health: { port: 0 } },
        };
        await writeSettings(folder, settings, `keysFromFile(${JSON.stringify(file)})`);
        await writeFile(path.join(folder, 'policy.json'), JSON.stringify(quickPolicy()));
        const call = await run(['call', person, '--policy', 'policy.json', '--id', 'unreadable'], {}, folder);
        assert.equal(call.code, 1);
        assert.match(call.stderr, /this process can't read.*key "2026", which isn't in the ring \(another\)/);

        const { stdout: examined } = await run(['doctor'], aws, folder);
        assert.match(examined, /wrong +Keys of task queue .*isn't in the ring \(another\)/);

        const queue = ['--queue-url', 'https://sqs.us-east-1.amazonaws.com/111122223333/none'];
        const bridge = outbound(['events', ...queue], aws, folder);
        try {
          await bridge.said(/isn't in the ring \(another\)\..*Nothing is done until the keys fit/);
        } finally {
          bridge.child.kill('SIGKILL');
        }

        const worker = outbound(['worker'], aws, folder);
        try {
          const [, ready = ''] = await worker.said(/Health: \S+ and (http:\S+\/readyz)/);
          const readiness = async () => {
            const response = await fetch(ready);
            return { status: response.status, says: await response.text() };
          };
          const refused = await eventually(async () => {
            const { status, says } = await readiness();
            return says.includes('2026') ? { status, says } : undefined;
          });
          assert.equal(refused.status, 503);
          assert.match(refused.says, /which isn't in the ring/);
          await keep(right);
          await eventually(async () => ((await readiness()).status === 200 ? true : undefined));
        } finally {
          worker.child.kill('SIGKILL');
        }
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('outbound dev', () => {
  it('starts nothing when the settings can not be loaded: they may be what encrypts', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'outbound-encryption-'));
    try {
      await writeFile(path.join(folder, 'temporal.config.ts'), `throw new Error('PAYLOAD_KEYS is not set');`);
      const { code, stdout, stderr } = await run(['dev', '--once'], {}, folder);
      assert.equal(code, 1);
      assert.match(stderr, /temporal\.config\.ts could not be loaded: PAYLOAD_KEYS is not set/);
      assert.equal(stdout, '');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

interface Settings {
  readonly temporal?: object;
  readonly connect?: object;
  readonly ledger?: object;
  readonly worker?: object;
}

/** As a user would write them; with a key of their own by default. @param keys source text */
async function writeSettings(
  folder: string,
  settings: Settings,
  keys = JSON.stringify([keyNamed('test')]),
): Promise<void> {
  const { temporal: connection, ...others } = settings;
  await writeFile(
    path.join(folder, 'temporal.config.ts'),
    `import { encrypted, keysFromFile } from ${JSON.stringify(path.join(root, 'lib', 'src', 'encryption'))};
     const dataConverter = ({ namespace }) => encrypted({ keys: ${keys}, namespace });
     export default { temporal: { ...${JSON.stringify(connection ?? {})}, dataConverter }, ...${JSON.stringify(others)} };`,
  );
}

/** Where a command finds the workflows of this client. */
async function placeOf(client: Client): Promise<{ readonly address: string; readonly namespace: string }> {
  const { address } = (await localServer()).temporalServer;
  return { address, namespace: client.options.namespace };
}

/** As the server has it, without the codec. */
async function assertEncrypted(client: Client, workflowId: string, e164: string): Promise<void> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  const stored = Buffer.from(temporal.api.history.v1.History.encode(history).finish());
  assert.ok(stored.includes('binary/encrypted'), 'something is encrypted');
  assert.ok(!stored.includes(e164), 'and the number is nowhere else');
}
