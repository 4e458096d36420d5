import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually, request, withCalls } from '../../support/calls';
import { localServer } from '../../support/shared-servers';
import { outbound, run } from '../outbound';

const aws = { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };

describe('outbound worker', () => {
  it('logs the release of its time-zone data, serves its health, stops on SIGTERM, and ends at once on a second one', async () => {
    const { address } = (await localServer()).temporalServer;
    const folder = await mkdtemp(path.join(tmpdir(), 'outbound-worker-'));
    await withCalls({ server: await localServer(), workers: 0 }, async ({ simulator, calls, taskQueue }) => {
      const config = {
        temporal: { address, taskQueue },
        connect: { region: 'us-east-1', endpoint: simulator.url },
        worker: { health: { port: 0 } },
      };
      await writeFile(path.join(folder, 'temporal.config.mjs'), `export default ${JSON.stringify(config)}`);
      const worker = outbound(['worker'], aws, folder);
      try {
        const [, live = '', ready = ''] = await worker.said(
          /Health: (http:\S+\/livez) and (http:\S+\/readyz)/,
        );
        await eventually(async () => ((await statusOf(ready)) === 200 ? true : undefined));
        // The dial ends with its re-send window, a minute later: on a slow machine, too, it goes on meanwhile.
        simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'hang-after', count: 100 });
        await calls.start(request('+12065550102'), { workflowId: 'impatient' });
        await eventually(() => simulator.dials().at(0));

        worker.child.kill('SIGTERM');
        await worker.said(/SIGTERM: stopping\. Repeat to kill at once\./);
        assert.deepEqual(await Promise.all([live, ready].map(statusOf)), [200, 503]);
        // What comes within half a second is taken for the same key press.
        await new Promise((resolve) => setTimeout(resolve, 600));
        worker.child.kill('SIGTERM');
        const { code, stderr } = await worker.finished;
        assert.equal(code, 1, 'it did not end well');
        assert.match(stderr, new RegExp(`Time zones: tz ${process.versions['tz'] ?? ''}\\b`));
        assert.match(stderr, /^SIGTERM again: killing all services\.$/m);
        assert.doesNotMatch(stderr, /worker stopped/);
      } finally {
        worker.child.kill('SIGKILL');
        await rm(folder, { recursive: true });
      }
    });
  });

  it('refuses a port that is taken before it looks for Temporal, and a host without a port', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    try {
      const nowhere = ['worker', '--temporal-address', '127.0.0.1:9'];
      const taken = await run([...nowhere, '--health-port', String(port)], aws);
      assert.equal(taken.code, 1);
      assert.match(
        taken.stderr,
        new RegExp(
          `outbound: Health can't be served on 127\\.0\\.0\\.1, port ${port}: another process listens there`,
        ),
      );
      const portless = await run([...nowhere, '--health-host', '0.0.0.0'], aws);
      assert.match(portless.stderr, /needs a port\. Add --health-port/);
    } finally {
      server.close();
    }
  });
});

/** On a connection of its own: the server may close one that is kept, just as the next request is sent on it. */
async function statusOf(url: string): Promise<number | undefined> {
  const [response] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}
