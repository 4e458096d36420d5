import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { closedNow } from '../support/closed-now';
import { eventually, request, withCalls } from '../support/calls';
import { localServer } from '../support/shared-servers';
import { run } from './outbound';

describe('outbound conclude', () => {
  it('ends a call with a result, which show prints', async () => {
    const server = await localServer();
    await withCalls({ server }, async ({ calls }) => {
      const workflowId = `concluded-${randomUUID()}`;
      const call = await calls.start(request('+12065550100', closedNow()), { workflowId });
      await eventually(async () => (await call.status()).next);
      const at = ['--temporal-address', server.temporalServer.address];
      const misspelled = await run(['conclude', workflowId, '--result', '{paid}', ...at]);
      assert.equal(misspelled.code, 2);
      assert.match(misspelled.stderr, /Expected JSON/);
      const given = ['--by', 'alex', '--result', '{"paid":true}', '--hang-up'];
      const ended = await run(['conclude', workflowId, ...given, ...at]);
      assert.equal(ended.code, 0, ended.stderr);
      assert.deepEqual((await call.result()).conclusion, { by: 'alex', result: { paid: true } });
      const shown = await run(['show', workflowId, ...at]);
      assert.match(shown.stdout, /: concluded\n[^]*concluded  by alex, result: \{"paid":true\}/);
    });
  });
});
