import assert from 'node:assert/strict';
import { startHealthServer, type Health, type HealthServer } from '../../src/health';
import { cachedCheck } from '../../src/health/cached-check';
import { ask } from './support';

const ok = () => undefined;

async function serving(
  health: Partial<Health>,
  test: (server: HealthServer) => Promise<void>,
): Promise<void> {
  const server = await startHealthServer({ health: { live: {}, ready: {}, ...health } }, { port: 0 });
  try {
    await test(server);
  } finally {
    await server.close();
  }
}

describe('the health server', () => {
  it('answers 200 when every check is well, and names each', async () => {
    await serving(
      { live: { 'event-loop': ok }, ready: { temporal: ok, codec: async () => undefined } },
      async (server) => {
        const ready = await ask(server, '/readyz');
        assert.deepEqual(
          [ready.status, ready.body],
          [200, { status: 'ok', checks: { temporal: { status: 'ok' }, codec: { status: 'ok' } } }],
        );
        assert.deepEqual(Object.keys((await ask(server, '/livez')).body.checks), ['event-loop']);
      },
    );
  });

  it('answers 503 when one is not, with its reason, also one that throws; the other question is another', async () => {
    const ready = {
      temporal: ok,
      codec: () => 'the key k-2 is missing',
      broken: () => Promise.reject(new Error('it broke')),
    };
    await serving({ ready }, async (server) => {
      const { status, body } = await ask(server, '/readyz');
      assert.equal(status, 503);
      assert.deepEqual(body, {
        status: 'failing',
        checks: {
          temporal: { status: 'ok' },
          codec: { status: 'failing', reason: 'the key k-2 is missing' },
          broken: { status: 'failing', reason: 'it broke' },
        },
      });
      assert.equal((await ask(server, '/livez')).status, 200);
    });
  });

  it('is not to be cached, and knows nothing else', async () => {
    await serving({}, async (server) => {
      const { headers } = await ask(server, '/readyz');
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.match(headers.get('content-type') ?? '', /^application\/json/);
      assert.equal((await fetch(server.url)).status, 404);
      assert.equal((await fetch(`${server.url}/livez/more`)).status, 404);
      assert.equal((await fetch(`${server.url}/livez`, { method: 'POST' })).status, 404);
    });
  });

  it('listens on loopback by default', async () => {
    await serving({}, async ({ url, port }) => {
      assert.equal(url, `http://127.0.0.1:${port}`);
    });
  });

  it('says what to change when the port or the host can not be had', async () => {
    await serving({}, async ({ port }) => {
      const health = { health: { live: {}, ready: {} } };
      await assert.rejects(startHealthServer(health, { port }), {
        message: `Health can't be served on 127.0.0.1, port ${port}: another process listens there. Choose another port.`,
      });
      await assert.rejects(
        startHealthServer(health, { port: 0, host: '203.0.113.1' }),
        /no such address\. Use one of its own, such as 127\.0\.0\.1 or 0\.0\.0\.0\./,
      );
    });
  });

  it('runs a cached check once for all requests within the cache time, and again after it', async () => {
    let made = 0;
    const check = cachedCheck(async () => `made ${(made += 1)}`, 50);
    assert.deepEqual(await Promise.all([check(), check(), check()]), ['made 1', 'made 1', 'made 1']);
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.equal(await check(), 'made 2');
  });
});
