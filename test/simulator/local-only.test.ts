import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { usePhones } from './support';

describe('the simulator, to a web page of another site', () => {
  const phones = usePhones();

  it('refuses every request that the page sends by itself', async () => {
    for (const origin of [
      'http://evil.example',
      'null',
      'http://localhost.evil.example',
      'https://127.0.0.1.evil.example',
    ]) {
      const { status, body } = await send({
        method: 'POST',
        path: '/_simulator/faults',
        headers: { origin },
        body: fault,
      });
      assert.equal(status, 403, origin);
      assert.match(body, /Requests from origin .* are refused/);
    }
    assert.equal((await send({ path: '/_simulator/faults' })).body, '{"faults":[]}');
  });

  it('refuses every request of a page whose name leads to loopback', async () => {
    for (const path of ['/', '/_simulator/status', '/_simulator/dials', '/contacts/any/any']) {
      for (const host of [
        'evil.example',
        'evil.example:80',
        'localhost.evil.example',
        '127.0.0.1.evil.example',
      ]) {
        assert.equal((await send({ path, headers: { host } })).status, 403, `${host}${path}`);
      }
    }
  });

  it('answers programs and pages of this machine, whichever port they use', async () => {
    const { port } = phones().simulator;
    for (const host of [
      `127.0.0.1:${port}`,
      'localhost',
      `localhost:${port}`,
      '[::1]:8080',
      'connect.localhost:1',
    ]) {
      assert.equal((await send({ path: '/_simulator/health', headers: { host } })).status, 200, host);
    }
    for (const origin of ['http://localhost:3000', 'http://127.0.0.1:8080', 'https://localhost']) {
      assert.equal((await send({ path: '/_simulator/health', headers: { origin } })).status, 200, origin);
    }
  });

  it('refuses a body of more than a megabyte before it is sent, and one whose length is not announced', async () => {
    for (const [method, path] of [
      ['POST', '/_simulator/faults'],
      ['PUT', '/contact/outbound-voice'],
    ] as const) {
      const announced = { 'content-length': '1000001' };
      assert.equal((await send({ method, path, headers: announced })).status, 413);
      assert.equal((await send({ method, path, headers: { 'transfer-encoding': 'chunked' } })).status, 411);
    }
  });

  const fault = JSON.stringify({ operation: 'StartOutboundVoiceContact', kind: 'drop' });

  async function send({
    method = 'GET',
    path,
    headers = {},
    body,
  }: {
    readonly method?: string;
    readonly path: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  }): Promise<{ status: number | undefined; body: string }> {
    const { port } = phones().simulator;
    const sent = request({ host: '127.0.0.1', port, method, path, headers });
    if (body === undefined && method !== 'GET') sent.flushHeaders();
    else sent.end(body);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    // A connection whose body is not sent is cut off.
    sent.on('error', () => undefined);
    return { status: answer.statusCode, body: await text(answer) };
  }
});
