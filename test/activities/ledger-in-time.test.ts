import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { Client, Connection } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createActivities } from '../../activities';
import { simulatedLedger } from '../../src/testing';
import { connectTo } from '../connect/support';

const person = '+12065550100';
const since = '2026-11-23T09:00:00Z';
const timeout = 1_000;
const logger = new DefaultLogger('ERROR', () => undefined);

describe('what an activity asks a ledger', () => {
  const activities = createActivities({ connect: connectTo('http://127.0.0.1:9'), ledger: simulatedLedger });
  const asking = {
    optOutNumbers: () => activities.optOutNumbers({ optOuts: [{ number: person, since }] }),
  };

  let server: Server;
  let client: Client;
  const sockets: Socket[] = [];
  before(async () => {
    // It takes connections and never says a word, as one behind a network that has failed.
    server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    client = new Client({ connection: Connection.lazy({ address: `127.0.0.1:${port}` }) });
  });
  after(async () => {
    await client.connection.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  for (const [name, ask] of Object.entries(asking)) {
    it(`(${name}) is given up as soon as the activity is cancelled, and before Temporal gives it up`, async () => {
      const cancelled = environment();
      const running = cancelled.run(ask);
      setImmediate(() => {
        cancelled.cancel();
      });
      await assert.rejects(running, CancelledFailure);

      const began = performance.now();
      await assert.rejects(environment().run(ask));
      assert.ok(performance.now() - began < timeout, 'it went on beside its next try');
    });
  }

  function environment(): MockActivityEnvironment {
    return new MockActivityEnvironment({ startToCloseTimeoutMs: timeout }, { client, logger });
  }
});
