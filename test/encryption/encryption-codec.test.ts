import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Payload } from '@temporalio/common';
import {
  EncryptionCodec,
  keysFromEnvironment,
  keysFromFile,
  UnreadablePayloadError,
  type EncryptionKey,
  type EncryptionOptions,
} from '../../src/encryption';
import { KeyRing } from '../../src/encryption/key-ring';
import { withEnvironment } from '../config/environment';
import { randomKey } from '../support/random-key';
import { keyNamed, payloadOf, valueOf } from './support';

const person = '+12065550100';
const [a, b] = [keyNamed('2025'), keyNamed('2026')];

function codec(options: Partial<EncryptionOptions> = {}): EncryptionCodec {
  return new EncryptionCodec({ keys: [a], namespace: 'default', ...options });
}

async function written(by: EncryptionCodec, value: unknown = person): Promise<Payload> {
  const [payload] = await by.encode([payloadOf(value)]);
  assert(payload);
  return payload;
}

async function readBy(reader: EncryptionCodec, payload: Payload): Promise<unknown> {
  return valueOf((await reader.decode([payload]))[0]);
}

const unreadable = (message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof UnreadablePayloadError, String(error));
  assert.match(error.message, message);
  return true;
};

describe('a payload of the encryption codec', () => {
  it('has neither its value nor its type in clear, names its key, and differs each time', async () => {
    const [one, other] = [await written(codec()), await written(codec())];
    for (const { metadata, data } of [one, other]) {
      assert(metadata && data);
      assert.deepEqual(
        Object.entries(metadata).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
        [
          ['encoding', 'binary/encrypted'],
          ['encryption-key-id', '2025'],
        ],
      );
      for (const clear of [person, 'json/plain']) assert.ok(!Buffer.from(data).includes(clear));
    }
    assert.notDeepEqual(one.data, other.data);
    assert.equal(await readBy(codec(), one), person);
  });

  it('is read with every key of the ring, and written with the first', async () => {
    const before = await written(codec({ keys: [a] }));
    const rotated = codec({ keys: [b, a] });
    assert.equal(await readBy(rotated, before), person);
    assert.equal(await readBy(codec({ keys: [b] }), await written(rotated)), person);
  });

  it('whose key is missing says which one to add', async () => {
    const payload = await written(codec({ keys: [b] }));
    await assert.rejects(
      readBy(codec({ keys: [a] }), payload),
      unreadable(/encrypted with key "2026", which isn't in the ring \(2025\)\. Add it to the keys/),
    );
  });

  it('can not be moved to another namespace or another key ID, nor changed', async () => {
    const payload = await written(codec());
    const { metadata, data } = payload;
    assert(metadata && data);
    const changed = Buffer.from(data);
    changed[20] = (changed[20] ?? 0) ^ 1;
    const renamed = { ...metadata, 'encryption-key-id': Buffer.from('2026') };
    const sameKey: EncryptionKey = { id: '2026', key: a.key };
    const attempts: [EncryptionCodec, Payload][] = [
      [codec({ namespace: 'production' }), payload],
      [codec({ keys: [sameKey] }), { metadata: renamed, data }],
      [codec({ keys: [{ id: '2025', key: randomKey() }] }), payload],
      [codec(), { metadata, data: changed }],
      [codec(), { metadata, data: Buffer.from(data).subarray(0, 20) }],
    ];
    for (const [reader, stored] of attempts) {
      await assert.rejects(readBy(reader, stored), unreadable(/can't be decrypted with key "202[56]"/));
    }
  });

  it('that another codec wrote, without a key ID, is refused', async () => {
    const { data } = await written(codec());
    const foreign = { metadata: { encoding: Buffer.from('binary/encrypted') }, data: data ?? null };
    await assert.rejects(readBy(codec(), foreign), unreadable(/names no key/));
  });

  it('that is not encrypted is refused, unless plaintext is accepted', async () => {
    const plain = payloadOf(person);
    await assert.rejects(readBy(codec(), plain), unreadable(/not encrypted.*plaintext: 'accept'/));
    assert.equal(await readBy(codec({ plaintext: 'accept' }), plain), person);
  });
});

describe('the keys of the encryption codec', () => {
  const wrong: [what: string, keys: readonly EncryptionKey[], message: RegExp][] = [
    ['none', [], /give at least one.*openssl rand/],
    [
      'a weak one',
      [{ id: 'a', key: 'secret' }],
      /Key "a": expected 32 random bytes.*openssl rand -base64 32/,
    ],
    [
      'weak bytes',
      [{ id: 'a', key: new Uint8Array(32) }],
      /Key "a": the key repeats few bytes.*openssl rand/,
    ],
    ['an ID with a line break', [{ id: 'a\nb', key: randomKey() }], /A key ID has/],
    ['two of one ID', [a, keyNamed('2025')], /Two keys have the ID "2025"/],
  ];
  for (const [what, keys, message] of wrong) {
    it(`(${what}) are refused at once`, () => {
      assert.throws(() => codec({ keys }), message);
    });
  }

  it('are no keys without a namespace', () => {
    assert.throws(() => codec({ namespace: '' }), /namespace: expected the name/);
  });

  it('come from an environment variable, the current one first', async () => {
    const text = `2026:${String(b.key)}, 2025:${String(a.key)}`;
    await withEnvironment({ PAYLOAD_KEYS: text, EMPTY_KEYS: ' ' }, () => {
      assert.deepEqual(keysFromEnvironment(), [b, a]);
      assert.throws(() => keysFromEnvironment('EMPTY_KEYS'), /EMPTY_KEYS is not set.*openssl rand/);
    });
    await withEnvironment({ PAYLOAD_KEYS: String(a.key) }, () => {
      assert.throws(
        () => keysFromEnvironment(),
        (error: Error) => {
          assert.match(error.message, /PAYLOAD_KEYS: entry 1 has no key ID/);
          return !error.message.includes(String(a.key));
        },
      );
    });
  });

  it('come from a file, in lines', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'outbound-keys-'));
    try {
      const file = path.join(folder, 'keys');
      await writeFile(file, `# the first one writes\n2026:${String(b.key)}\n\n2025:${String(a.key)}\n`);
      const fromFile = codec({ keys: keysFromFile(file) });
      assert.equal(await readBy(fromFile, await written(codec({ keys: [a] }))), person);
      assert.equal(await readBy(codec({ keys: [b] }), await written(fromFile)), person);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('come from a function, which is called once, and again after it has failed', async () => {
    let calls = 0;
    const fromFunction = codec({
      keys: async () => {
        calls += 1;
        if (calls === 1) throw new Error('KMS is not reachable');
        return Promise.resolve([a]);
      },
    });
    await assert.rejects(written(fromFunction), /KMS is not reachable/);
    const payloads = await Promise.all([1, 2, 3].map((value) => written(fromFunction, value)));
    for (const payload of payloads) await readBy(fromFunction, payload);
    assert.equal(calls, 2);
  });

  it('of a function are read again for a key that is missing, at most every ten seconds', async () => {
    let now = 0;
    let keys = [a];
    let calls = 0;
    const ring = new KeyRing(
      async () => {
        calls += 1;
        return Promise.resolve(keys);
      },
      () => now,
    );
    assert.equal((await ring.current()).id, '2025');
    keys = [b, a];
    await assert.rejects(ring.find('2026'), /isn't in the ring/);
    assert.equal(calls, 1);
    now += 10_000;
    // Payloads that come together wait for the same reading.
    const found = await Promise.all(['2026', '2026', '2025'].map((id) => ring.find(id)));
    assert.deepEqual(
      found.map(({ id }) => id),
      ['2026', '2026', '2025'],
    );
    assert.equal((await ring.current()).id, '2026');
    now += 5_000;
    await assert.rejects(ring.find('2027'), /isn't in the ring \(2026, 2025\)/);
    assert.equal(calls, 2);
  });

  it('of a function that fails later on stay in use', async () => {
    let now = 0;
    let isReachable = true;
    const ring = new KeyRing(
      async () => (isReachable ? Promise.resolve([a]) : Promise.reject(new Error('KMS is not reachable'))),
      () => now,
    );
    await ring.current();
    isReachable = false;
    now += 10_000;
    await assert.rejects(ring.find('2026'), /KMS is not reachable/);
    assert.equal((await ring.current()).id, '2025');
    assert.equal((await ring.find('2025')).id, '2025');
  });

  it('of a function that returns weak ones fail each payload with the reason', async () => {
    const weak = codec({ keys: async () => Promise.resolve([{ id: 'a', key: 'secret' }]) });
    await assert.rejects(written(weak), /Key "a": expected 32 random bytes/);
  });
});
