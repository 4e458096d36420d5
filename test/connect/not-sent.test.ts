import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { ConnectClientConfig } from '@aws-sdk/client-connect';
import { FailureType } from '../../src/connect';
import { startRequest } from '../../src/connect/start-request';
import { withEnvironment } from '../config/environment';
import { call, connectErrorOf, connectTo, plan, useLine } from './support';

describe('a dial that never left', () => {
  const line = useLine();

  async function errorWith(config: ConnectClientConfig) {
    const connect = connectTo(line().simulator.url, config);
    try {
      return await connectErrorOf(connect.startOutboundVoiceContact(startRequest(call, plan())));
    } finally {
      connect.destroy?.();
      assert.deepEqual(line().simulator.dials(), []);
    }
  }

  it('(nobody listens at the endpoint) says that no phone rang', async () => {
    const error = await errorWith({ endpoint: `http://127.0.0.1:${await closedPort()}` });
    assert.equal(error.type, FailureType.Network);
    assert.equal(error.mayHaveTakenEffect, false);
    assert.match(error.message, /ECONNREFUSED/);
  });

  it('(the endpoint has no address) says that no phone rang', async () => {
    const error = await errorWith({ endpoint: 'http://connect.invalid' });
    assert.equal(error.type, FailureType.Network);
    assert.equal(error.mayHaveTakenEffect, false);
  });

  it('(no credentials) says that no phone rang, and that access is missing', async () => {
    const error = await withEnvironment(nothingOfAws, () => errorWith({ credentials: undefined }));
    assert.equal(error.type, FailureType.AccessDenied);
    assert.equal(error.mayHaveTakenEffect, false);
    assert.match(error.message, /credentials/);
  });

  it('(no region) says that no phone rang, and what is missing', async () => {
    const error = await withEnvironment(nothingOfAws, () => errorWith({ region: undefined }));
    assert.equal(error.type, FailureType.Network);
    assert.equal(error.mayHaveTakenEffect, false);
    assert.match(error.message, /Region is missing/);
  });

  it('(the credentials could not be fetched: a cut connection of their own) says that no phone rang', async () => {
    const cut = Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
    const error = await errorWith({ credentials: () => Promise.reject(cut) });
    assert.equal(error.type, FailureType.Network);
    assert.equal(error.mayHaveTakenEffect, false);
  });

  it("(the credentials could not be fetched: a refusal of their own) is never taken for Amazon Connect's word", async () => {
    const refusal = Object.assign(new Error('no such role'), {
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
    const error = await errorWith({ credentials: () => Promise.reject(refusal) });
    assert.equal(error.type, FailureType.Network);
    assert.equal(error.mayHaveTakenEffect, false);
  });
});

/** What a machine without AWS settings has. */
const nothingOfAws = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nowhere/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
};

/** A port at which nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  assert.ok(address && typeof address === 'object');
  return address.port;
}
