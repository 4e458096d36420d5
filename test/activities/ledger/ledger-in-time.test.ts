import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { Client, Connection } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createActivities } from '../../../activities';
import type { EndedAttempt } from '../../../src/domain/call/attempt';
import { simulatedLedger } from '../../../src/testing';
import { call, connectTo, plan } from '../../connect/support';
import { ownTeam, request } from '../../support/calls';
import type { DecideResult } from '../../../src/contract/decide';

const person = '+12065550100';
const since = '2026-11-23T09:00:00Z';
const timeout = 1_000;
const logger = new DefaultLogger('ERROR', () => undefined);

describe('a request of an activity to a ledger', () => {
  const activities = createActivities({ connect: connectTo('http://127.0.0.1:9'), ledger: simulatedLedger });
  const asking = {
    optOutNumbers: () => activities.outboundOptOutNumbers({ optOuts: [{ number: person, since }] }),
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

  it('(decide) is over before Temporal gives the activity up, and the call does not dial before it is registered', async () => {
    const now = Date.now();
    const ended: EndedAttempt = {
      plan: plan(),
      startedAt: new Date(now).toISOString(),
      ending: { how: 'lost', why: 'its answer was lost', phoneMayBeRinging: true },
    };
    const steps = [{ name: plan().step, queueId: ownTeam, attempts: 2 }];
    const began = performance.now();
    const decided: DecideResult = await environment().run(activities.outboundDecide, {
      call,
      request: request(person, { steps }),
      facts: {
        startedAt: now,
        attempts: [],
        control: { paused: false, cancelled: false },
        skippedSteps: [],
      },
      now,
      ended: [ended],
      isFirst: true,
      wantsSettings: true,
    });
    assert.ok(performance.now() - began < timeout, 'it went on beside its next try');
    assert.equal(decided.recorded.length, 1);
    assert.equal(decided.blocked?.by, 'fault');
    assert.match(decided.blocked.why, /^the person's ledger could not be reached: /);
    assert.deepEqual(decided.registered, undefined);
  });

  function environment(): MockActivityEnvironment {
    return new MockActivityEnvironment({ startToCloseTimeoutMs: timeout }, { client, logger });
  }
});
