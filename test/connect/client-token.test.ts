import assert from 'node:assert/strict';
import { clientToken, tokenLifetimeMs, tokenTrustMs } from '../../src/connect/client-token';
import { call } from './support';

describe('the ClientToken of an attempt', () => {
  it('is the same however often it is made', () => {
    assert.equal(clientToken(call, 1), clientToken({ ...call }, 1));
    // Recorded: another one after an upgrade would ring the phones of running calls again.
    assert.equal(
      clientToken(call, 1),
      '0199c0de-0000-7000-8000-000000000001.1.b56d3d54ea2fbf61fc1a4ba9337b07b8',
    );
  });

  it('differs for every attempt, every call and every first run', () => {
    const tokens = [
      clientToken(call, 1),
      clientToken(call, 2),
      clientToken(call, 11),
      clientToken({ ...call, workflowId: 'reminder-A-1002' }, 1),
      clientToken({ ...call, workflowId: 'REMINDER-A-1001' }, 1),
      clientToken({ ...call, firstExecutionRunId: '0199c0de-0000-7000-8000-000000000002' }, 1),
    ];
    assert.equal(new Set(tokens).size, tokens.length);
  });

  it('has at most 500 characters, all ASCII, also for the longest workflow ID there is', () => {
    for (const workflowId of ['a'.repeat(1000), '☎'.repeat(1000), '📞'.repeat(500), ' \n"']) {
      const token = clientToken({ ...call, workflowId }, 5000);
      assert.ok(token.length <= 500, `${token.length}`);
      assert.match(token, /^[0-9a-zA-Z.-]+$/);
    }
  });

  it('differs for long workflow IDs that differ only at their end', () => {
    const tokenOf = (workflowId: string) => clientToken({ ...call, workflowId }, 1);
    assert.notEqual(tokenOf(`${'é'.repeat(999)}a`), tokenOf(`${'é'.repeat(999)}b`));
  });

  it('is trusted for less long than Amazon Connect remembers it', () => {
    assert.ok(tokenTrustMs <= tokenLifetimeMs - 24 * 3600_000);
  });
});
