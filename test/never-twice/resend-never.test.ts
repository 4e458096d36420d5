import assert from 'node:assert/strict';
import type { FaultKind } from '../../src/simulator';
import { contactEndedSignal } from '../../src/contract/call-messages';
import { eventually, ownTeam, quickPolicy, request, withCalls, type CallTest } from '../support/calls';
import { endedContact } from '../support/ended-contact';
import { resetToBeginning } from '../support/reset';
import { resetOnHold } from './reset-on-hold';

/** A token rings anew once its contact has ended: Amazon Connect's older documentation says so. */
const simulator = { speed: 100, tokenAfterDisconnect: 'new' } as const;
const never = { resend: 'never' as const };

describe('never twice, with "resend": "never", where Amazon Connect forgets a token with its contact', () => {
  for (const kind of ['drop-after', 'error-after', 'html-error-after', 'truncate-after'] as const) {
    it(`(${kind}) a lost answer is not asked for again, though its contact has ended`, async () => {
      await withCalls({ simulator }, async (parts) => {
        await lose(parts, { kind }, `never-${kind}`);
        const { outcome, phoneMayBeRinging } = await parts.calls.getHandle(`never-${kind}`).result();
        assert.deepEqual([outcome, phoneMayBeRinging], ['exhausted', true]);
        assert.equal(parts.simulator.dials().length, 1);
        assert.equal(parts.simulator.requests().StartOutboundVoiceContact?.accepted, 1);
      });
    });
  }

  it('a call that is reset after its contact has ended does not dial the attempt again, and goes on with the next', async () => {
    await withCalls({ simulator }, async ({ simulator: phones, calls, client }) => {
      phones.script('+12065550139', { dispositions: ['busy', 'answered'] });
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }];
      await calls.start(request('+12065550139', { ...never, steps }), { workflowId: 'never-reset' });
      await eventually(async () => (await calls.getHandle('never-reset').status()).attempts[0]);
      const contact = await endedContact(phones, 1);
      await resetToBeginning(client, 'never-reset');
      const attempt = await eventually(
        async () => (await calls.getHandle('never-reset').status()).attempts[0],
      );
      assert.deepEqual([attempt.disposition, attempt.phoneMayBeRinging], ['unknown', true]);
      assert.match(attempt.why ?? '', /earlier run may have dialed .* forbids sending it again/);
      assert.equal(phones.dials().length, 1);

      // An attempt that no run has made is one to make.
      const atOnce = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: 0 }];
      await calls.getHandle('never-reset').changePolicy(quickPolicy({ ...never, steps: atOnce }));
      await client.workflow.getHandle('never-reset').signal(contactEndedSignal, contact);
      const { outcome, attempts } = await calls.getHandle('never-reset').result();
      assert.equal(outcome, 'reached');
      assert.deepEqual(
        attempts.map(({ contactId, disposition }) => [contactId, disposition]),
        phones.dials().map(({ contactId }, index) => [contactId, index === 0 ? 'busy' : 'answered']),
      );
    });
  });

  it('a call that is reset after a dial that was certainly not sent dials the attempt', async () => {
    await withCalls({ simulator }, async (parts) => {
      await resetOnHold(parts, 'never-unsent', () => Promise.resolve());
      const { attempts } = await parts.calls.getHandle('never-unsent').result();
      assert.deepEqual(
        attempts.map(({ contactId }) => contactId),
        parts.simulator.dials().map(({ contactId }) => contactId),
      );
    });
  });
});

async function lose(
  { simulator: phones, calls }: CallTest,
  fault: FaultKind,
  workflowId: string,
): Promise<void> {
  phones.fault({ operation: 'StartOutboundVoiceContact', ...fault });
  await calls.start(request('+12065550102', never), { workflowId });
  await endedContact(phones, 1);
}
