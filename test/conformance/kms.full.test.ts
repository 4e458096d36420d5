import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { keysFromKms, type DataKey, type Kms } from '../../examples/encryption/kms-keys';
import { EncryptionCodec } from '../../src/encryption';
import { payloadOf, valueOf } from '../encryption/support';
import { pythonTimeoutMs, pythonWithKms } from './python';
import { runPython } from './support';

const person = '+12065550100';
const purpose = 'purpose=temporal-payloads';

describe('keys of payloads that KMS protects (examples/encryption/kms-keys.ts), with a KMS-compatible server', () => {
  let python = '';
  let folder = '';
  let server: ChildProcess | undefined;
  let url = '';
  let decrypted = 0;

  before(async function () {
    this.timeout(pythonTimeoutMs);
    python = await pythonWithKms(this);
    folder = await mkdtemp(path.join(tmpdir(), 'outbound-kms-'));
    server = spawn(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    url = await saidIn(server, /Running on (http:\S+)/);
  });
  after(async () => {
    server?.kill('SIGKILL');
    if (folder !== '') await rm(folder, { recursive: true });
  });

  const kmsCommand = async (...args: string[]): Promise<unknown> =>
    JSON.parse(
      await runPython(python, ['-m', 'awscli', 'kms', ...args, '--endpoint-url', url, '--output', 'json'], {
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'any',
        AWS_SECRET_ACCESS_KEY: 'any',
      }),
    );

  const dataKey = async (id: string, kmsKey: string, context = purpose): Promise<DataKey> => {
    const of = ['--key-id', kmsKey, '--key-spec', 'AES_256', '--encryption-context', context];
    const made = await kmsCommand('generate-data-key-without-plaintext', ...of);
    return { id, ciphertext: z.object({ CiphertextBlob: z.string() }).parse(made).CiphertextBlob };
  };

  /** As the client of the AWS SDK. */
  const kms: Kms = {
    decrypt: async ({ CiphertextBlob, EncryptionContext }) => {
      decrypted += 1;
      const file = path.join(folder, `ciphertext-${decrypted}`);
      await writeFile(file, CiphertextBlob);
      const given = ['--ciphertext-blob', `fileb://${file}`];
      const context = ['--encryption-context', JSON.stringify(EncryptionContext)];
      const { Plaintext } = z
        .object({ Plaintext: z.string() })
        .parse(await kmsCommand('decrypt', ...given, ...context));
      return { Plaintext: Buffer.from(Plaintext, 'base64') };
    },
  };

  it('encrypt and decrypt payloads; each costs one request to KMS, and the key is rotated like any other', async () => {
    const { KeyMetadata } = z
      .object({ KeyMetadata: z.object({ KeyId: z.string() }) })
      .parse(await kmsCommand('create-key'));
    const [a, b] = [await dataKey('2025', KeyMetadata.KeyId), await dataKey('2026', KeyMetadata.KeyId)];
    const codecOf = (...dataKeys: DataKey[]) =>
      new EncryptionCodec({ keys: keysFromKms(kms, dataKeys), namespace: 'default' });

    const before = codecOf(a);
    const payloads = await before.encode([payloadOf(person), payloadOf('more')]);
    assert.deepEqual((await before.decode(payloads)).map(valueOf), [person, 'more']);
    assert.equal(decrypted, 1);
    const rotated = codecOf(b, a);
    assert.deepEqual((await rotated.decode(payloads)).map(valueOf), [person, 'more']);
    await assert.rejects(before.decode(await rotated.encode([payloadOf(person)])), /key "2026", which isn't/);
    assert.equal(decrypted, 3);

    const foreign = await dataKey('other', KeyMetadata.KeyId, 'purpose=backups');
    await assert.rejects(codecOf(foreign).encode([payloadOf(person)]), /InvalidCiphertext/);
  });
});

async function saidIn(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    // Read to the end, or the server could not write any more.
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, found] = pattern.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('close', () => {
      reject(new Error(`It ended without saying ${String(pattern)}:\n${said}`));
    });
  });
}
