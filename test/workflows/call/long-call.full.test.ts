import assert from 'node:assert/strict';
import { contactEndedSignal } from '../../../src/contract/call-messages';
import { eventually, ownTeam, request, withCalls, type CallTest } from '../../support/calls';

const number = '+12065550138';

describe('a very long call', () => {
  it('of hundreds of attempts goes on in other runs, with each attempt once, in order, and with a token of its own', async () => {
    await withCalls({ simulator: { speed: 100, throttles: 'off' } }, async ({ simulator, calls, client }) => {
      simulator.script(number, { dispositions: ['busy'], ringSeconds: 0 });
      const step = { queueId: ownTeam, attempts: 100, retryAfter: 0 };
      const steps = ['first', 'second', 'third'].map((name) => ({ name, ...step }));
      await calls.start(request(number, { steps }), { workflowId: 'hundreds' });
      const firstRun = (await client.workflow.getHandle('hundreds').describe()).runId;
      const { outcome, attempts } = await calls.getHandle('hundreds').result();
      assert.equal(outcome, 'exhausted');
      assert.deepEqual(
        attempts.map((attempt) => attempt.number),
        Array.from({ length: 300 }, (_, index) => index + 1),
      );
      assertOneRingEach(simulator, attempts);
      assert.notEqual((await client.workflow.getHandle('hundreds').describe()).runId, firstRun);
    });
  });

  it('with thousands of signals between its attempts loses none of them, no message, and no attempt', async () => {
    await withCalls({ simulator: { speed: 100 } }, async ({ simulator, calls, client }) => {
      simulator.script(number, { dispositions: ['busy'], ringSeconds: 0 });
      const policy = (retryAfter: string | number, attempts = 3) => ({
        steps: [{ name: 'own-team', queueId: ownTeam, attempts, retryAfter }],
      });
      await calls.start(request(number, policy('1 hour')), { workflowId: 'thousands' });
      await eventually(async () => (await calls.getHandle('thousands').status()).attempts[0]);
      const handle = client.workflow.getHandle('thousands');
      const { runId } = await handle.describe();
      const another = { contactId: 'another', endedAt: new Date().toISOString(), attributes: {} };
      for (let hundred = 0; hundred < 60; hundred += 1) {
        await Promise.all(Array.from({ length: 100 }, () => handle.signal(contactEndedSignal.name, another)));
        // Messages come all the time, to whichever run is there.
        await (hundred % 2 === 0
          ? calls.getHandle('thousands').pause()
          : calls.getHandle('thousands').resume());
      }
      assert.notEqual((await handle.describe()).runId, runId, 'it has gone on in another run');
      assert.ok((await handle.describe()).historyLength < 10_000);
      await calls.getHandle('thousands').changePolicy({ ...request(number).policy, ...policy(0) });
      const { attempts } = await calls.getHandle('thousands').result();
      assert.equal(attempts.length, 3);
      assertOneRingEach(simulator, attempts);
    });
  });
});

function assertOneRingEach(
  simulator: CallTest['simulator'],
  attempts: readonly { readonly contactId?: string }[],
): void {
  const dials = simulator.dials();
  assert.deepEqual(
    dials.map(({ contactId }) => contactId),
    attempts.map(({ contactId }) => contactId),
  );
  assert.equal(new Set(dials.map(({ clientToken }) => clientToken)).size, attempts.length);
}
