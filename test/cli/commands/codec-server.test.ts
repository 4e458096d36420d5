import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Payload } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { codecRoutes, type CodecServerOptions } from '../../../src/cli/codec-server/routes';
import { findTemporalCli } from '../../../src/embedded/temporal-cli';
import { EncryptionCodec } from '../../../src/encryption';
import { encryptedParts, keyNamed, payloadOf } from '../../encryption/support';
import { quickPolicy, withCalls } from '../../support/calls';
import { randomKey } from '../../support/random-key';
import { localServer } from '../../support/shared-servers';
import { outbound, root, run } from '../outbound';

const person = '+12065550100';
const ui = 'http://localhost:8233';
const [key, other] = [keyNamed('2026'), keyNamed('another')];
const codec = new EncryptionCodec({ keys: [key], namespace: 'default' });
const encrypted = async (value: unknown, by = codec) => jsonOf((await by.encode([payloadOf(value)]))[0]);

function jsonOf(payload: Payload | undefined): object {
  return temporal.api.common.v1.Payload.toObject(temporal.api.common.v1.Payload.create(payload), {
    bytes: String,
  });
}

async function post(
  where: '/encode' | '/decode',
  body: unknown,
  { headers = {}, ...options }: Partial<CodecServerOptions> & { headers?: Record<string, string> } = {},
): Promise<{ status: number; headers: Headers; body: unknown }> {
  const app = codecRoutes({
    codecs: new Map([['default', [codec]]]),
    defaultNamespace: 'default',
    origins: [ui],
    ...options,
  });
  const response = await app.request(where, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

describe('the routes of the codec server', () => {
  it('decode what the codec has encoded, and encode what it decodes', async () => {
    const plain = { payloads: [jsonOf(payloadOf(person)), jsonOf(payloadOf({ a: 1 }))] };
    const encoded = await post('/encode', plain);
    assert.equal(encoded.status, 200);
    assert.ok(!JSON.stringify(encoded.body).includes(Buffer.from(`"${person}"`).toString('base64')));
    const decoded = await post('/decode', encoded.body, { headers: { 'x-namespace': 'default' } });
    assert.deepEqual(decoded.body, plain);
    assert.deepEqual((await post('/decode', { payloads: [] })).body, { payloads: [] });
  });

  it('leave what can not be decoded as it is beside what can; where nothing can they say why', async () => {
    const foreign = await encrypted(person, new EncryptionCodec({ keys: [other], namespace: 'default' }));
    const beside = await post('/decode', { payloads: [foreign, await encrypted(person)] });
    assert.deepEqual(beside.body, { payloads: [foreign, jsonOf(payloadOf(person))] });
    const alone = await post('/decode', { payloads: [foreign] });
    assert.equal(alone.status, 422);
    assert.match(JSON.stringify(alone.body), /key \\"another\\", which isn't in the ring/);
  });

  it('serve only the given namespaces, each with its own codec', async () => {
    const payloads = [await encrypted(person)];
    const elsewhere = await post('/decode', { payloads }, { headers: { 'x-namespace': 'production' } });
    assert.equal(elsewhere.status, 404);
    const production = new EncryptionCodec({ keys: [key], namespace: 'production' });
    const both = new Map([
      ['default', [codec]],
      ['production', [production]],
    ]);
    const wrong = await post(
      '/decode',
      { payloads },
      { codecs: both, headers: { 'x-namespace': 'production' } },
    );
    assert.equal(wrong.status, 422);
    assert.match(JSON.stringify(wrong.body), /a namespace other than/);
  });

  it('answer nobody without the token', async () => {
    const payloads = [await encrypted(person)];
    const token = randomKey();
    for (const authorization of [undefined, `Bearer ${randomKey()}`, `Basic ${token}`]) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const { status, body } = await post('/decode', { payloads }, { token, headers });
      assert.ok(status === 401 || status === 400, String(status));
      assert.ok(!JSON.stringify(body).includes('payloads'));
    }
    const headers = { authorization: `Bearer ${token}` };
    assert.equal((await post('/decode', { payloads }, { token, headers })).status, 200);
  });

  it('accept requests from the web page of the UI, and from no other', async () => {
    const app = codecRoutes({
      codecs: new Map([['default', [codec]]]),
      defaultNamespace: 'default',
      origins: [ui],
      token: randomKey(),
    });
    const preflight = (origin: string) =>
      app.request('/decode', {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,x-namespace',
        },
      });
    const allowed = await preflight(ui);
    assert.equal(allowed.headers.get('access-control-allow-origin'), ui);
    assert.match(allowed.headers.get('access-control-allow-headers') ?? '', /x-namespace/);
    const refused = await preflight('http://evil.example');
    assert.equal(refused.status, 403);
    assert.equal(refused.headers.get('access-control-allow-origin'), null);

    const payloads = [await encrypted(person)];
    const fromUi = await post('/decode', { payloads }, { headers: { origin: ui } });
    assert.equal(fromUi.status, 200);
    assert.equal(fromUi.headers.get('access-control-allow-origin'), ui);
    // Also one that the browser takes for the server's own, by DNS rebinding.
    for (const origin of ['http://evil.example', 'http://evil.example:8081', 'null']) {
      assert.equal((await post('/decode', { payloads }, { headers: { origin } })).status, 403);
    }
  });

  it('refuse what is no list of payloads, and a body above 16 MB', async () => {
    for (const body of ['', '{', '[]', { payloads: 'x' }, { payloads: [{ data: '%' }] }]) {
      assert.equal((await post('/decode', body)).status, 400, JSON.stringify(body));
    }
    assert.equal((await post('/decode', 'x'.repeat(16 * 1024 * 1024 + 1))).status, 413);
  });
});

describe('outbound codec-server', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'outbound-codec-server-'));
    await writeFile(
      path.join(folder, 'temporal.config.ts'),
      `import { encrypted } from ${JSON.stringify(path.join(root, 'lib', 'src', 'encryption'))};
       const keys = [${JSON.stringify(key)}];
       export default { temporal: { dataConverter: ({ namespace }) => encrypted({ keys, namespace }) } };`,
    );
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('shows the numbers of a call in the Temporal CLI, with the token', async () => {
    const { address } = (await localServer()).temporalServer;
    const token = randomKey();
    await withCalls(await encryptedParts({ keys: [key] }), async ({ calls, client }) => {
      const request = { destinationPhoneNumber: person, policy: quickPolicy() };
      await (await calls.start(request, { workflowId: 'shown-by-cli' })).result();
      const server = outbound(
        ['codec-server', '--port', '0'],
        { OUTBOUND_CODEC_TOKEN: token, TEMPORAL_NAMESPACE: client.options.namespace },
        folder,
      );
      try {
        const [, endpoint = ''] = await server.said(/Codec server: (http:\S+),/);
        const show = async (...args: string[]) => {
          const { namespace } = client.options;
          const place = ['--address', address, '--namespace', namespace];
          const command = ['workflow', 'show', '--workflow-id', 'shown-by-cli', ...place];
          const options = { env: { PATH: process.env['PATH'], HOME: folder } };
          return promisify(execFile)(
            await findTemporalCli(),
            [...command, '--output', 'json', ...args],
            options,
          );
        };
        const number = Buffer.from(person);
        const readable = ({ stdout }: { stdout: string }) =>
          stdout.includes(person) || decodedIn(stdout).some((data) => data.includes(number));
        assert.ok(!readable(await show()));
        const codecOf = ['--codec-endpoint', endpoint, '--codec-auth'];
        assert.ok(readable(await show(...codecOf, `Bearer ${token}`)));
      } finally {
        server.child.kill('SIGKILL');
      }
    });
  });

  const refused: [what: string, args: string[], env: Record<string, string>, says: RegExp][] = [
    ['other machines without a token', ['--host', '0.0.0.0'], {}, /set OUTBOUND_CODEC_TOKEN.*openssl rand/],
    [
      'other machines without TLS',
      ['--host', '0.0.0.0'],
      { OUTBOUND_CODEC_TOKEN: randomKey() },
      /has no TLS.*--allow-plain-http/,
    ],
    ['a weak token', [], { OUTBOUND_CODEC_TOKEN: 'secret' }, /at least 32 characters/],
  ];
  for (const [what, args, env, says] of refused) {
    it(`does not serve ${what}`, async () => {
      const { code, stderr } = await run(['codec-server', '--port', '0', ...args], env, folder);
      assert.equal(code, 1);
      assert.match(stderr, says);
    });
  }

  it('has nothing to serve where the settings have no codec', async () => {
    await writeFile(path.join(folder, 'temporal.config.ts'), 'export default {};');
    const { code, stderr } = await run(['codec-server'], {}, folder);
    assert.equal(code, 1);
    assert.match(stderr, /temporal\.dataConverter of the settings has no payloadCodecs/);
  });
});

/** Bytes are base64 in the CLI's JSON. */
function decodedIn(text: string): Buffer[] {
  return [...text.matchAll(/"([\w+/]{16,}={0,2})"/g)].map(([, data = '']) => Buffer.from(data, 'base64'));
}
