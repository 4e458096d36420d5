import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { parseRequest } from '../../src/domain/call/parse-request';
import type { CallResult } from '../../workflows';
import { eventually, ownTeam, request, withCalls } from '../support/calls';
import { carriedSince } from '../support/carried';
import { resetToBeginning } from '../support/reset';

const day = 24 * 3600_000;

describe('never twice: a call that is reset on its eighth day', () => {
  /**
   * No test waits for a week: the run is given what the run before it would have carried over (continue-as-new), whose
   * first start lies eight days back. The reset is the server's own.
   */
  it('sends no token again that may have been used and forgotten: what it can not prove unsent is unknown, and nothing rings', async () => {
    await withCalls({}, async ({ simulator, client, taskQueue }) => {
      const parsed = parseRequest(
        request('+12065550102', {
          steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }],
          quietPeriod: 0,
          limits: { deadline: '30 days' },
        }),
      );
      assert(parsed.ok);
      const startedAt = Date.now() - 8 * day;
      const carried = carriedSince(startedAt, parsed.request);
      const handle = await client.workflow.start('outboundCall', {
        workflowId: randomUUID(),
        taskQueue,
        args: [parsed.request, carried],
      });
      const status = () => handle.query<Pick<CallResult, 'attempts'>>('status');
      // Its first dial on this day is no reset's: it is made.
      const before = await eventually(async () => (await status()).attempts[0]);
      assert.equal(before.disposition, 'busy');

      await resetToBeginning(client, handle.workflowId);
      const after = await eventually(async () => {
        const [attempt] = await client.workflow
          .getHandle(handle.workflowId)
          .query<Pick<CallResult, 'attempts'>>('status')
          .then(({ attempts }) => attempts);
        return attempt;
      });
      assert.deepEqual([after.disposition, after.phoneMayBeRinging], ['unknown', true]);
      assert.match(after.why ?? '', /too long ago for Amazon Connect to be trusted/);
      assert.equal(simulator.dials().length, 1);
      assert.equal(simulator.requests().StartOutboundVoiceContact?.accepted, 1, 'nothing was sent again');
      await client.workflow.getHandle(handle.workflowId).terminate();
    });
  });
});
