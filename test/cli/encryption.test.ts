import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { optOutsId } from '../../src/ledger/names';
import { simulatedLedger } from '../../src/testing';
import { quickPolicy, withCalls } from '../support/calls';
import { placeOf, writeSettings } from './encryption-settings';
import { outbound, run } from './outbound';

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

/** As the server has it, without the codec. */
async function assertEncrypted(client: Client, workflowId: string, e164: string): Promise<void> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  const stored = Buffer.from(temporal.api.history.v1.History.encode(history).finish());
  assert.ok(stored.includes('binary/encrypted'), 'something is encrypted');
  assert.ok(!stored.includes(e164), 'and the number is nowhere else');
}
