import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EncryptionKey } from '../../src/encryption';
import { encryptedParts, keyNamed } from '../encryption/support';
import { eventually, quickPolicy, withCalls } from '../support/calls';
import { placeOf, writeSettings } from './encryption-settings';
import { outbound, run } from './outbound';

const person = '+12065550100';
const aws = { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };

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
