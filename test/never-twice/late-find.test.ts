import assert from 'node:assert/strict';
import { contactEndedSignal } from '../../src/contract/call-messages';
import { endedContact } from '../support/ended-contact';
import { goThrough } from '../replay/scenario';
import { reported } from '../replay/scenarios/reported';
import { eventually, ownTeam, request, withCalls } from '../support/calls';

const never = {
  steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '1 hour' }],
  resend: 'never' as const,
};

describe('never forgotten: a contact that is found after its attempt was given up', () => {
  it('replaces the unknown attempt; the person was reached, and nothing rings again', async () => {
    await withCalls({}, async ({ simulator, calls, client }) => {
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'drop-after' });
      await calls.start(request('+12065550100', never), { workflowId: 'found' });
      const given = await eventually(async () => (await calls.getHandle('found').status()).attempts[0]);
      assert.equal(given.disposition, 'unknown');

      const contact = await endedContact(simulator, 1);
      await client.workflow.getHandle('found').signal(contactEndedSignal, contact);
      const { outcome, attempts, phoneMayBeRinging } = await calls.getHandle('found').result();
      assert.deepEqual([outcome, attempts.length, phoneMayBeRinging], ['reached', 1, false]);
      assert.deepEqual([attempts[0]?.contactId, attempts[0]?.disposition], [contact.contactId, 'answered']);
      assert.equal(simulator.dials().length, 1);
    });
  });

  it('that nobody answered ends the quiet, and the call goes on as its policy says', async () => {
    await withCalls({}, async ({ simulator, calls, client }) => {
      simulator.script('+12065550139', { dispositions: ['busy', 'answered'] });
      simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'drop-after' });
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '200ms' }];
      await calls.start(request('+12065550139', { ...never, steps }), { workflowId: 'quiet' });
      await eventually(async () => (await calls.getHandle('quiet').status()).attempts[0]);
      const signal = async () =>
        client.workflow.getHandle('quiet').signal(contactEndedSignal, await endedContact(simulator, 1));
      await signal();
      const { attempts } = await calls.getHandle('quiet').result();
      assert.deepEqual(
        attempts.map(({ disposition }) => disposition),
        ['busy', 'answered'],
      );
    });
  });

  it('during another attempt is known before anything else rings', async () => {
    const scenario = reported.find(({ name }) => name === 'lost-contact-reported-during-the-next-attempt');
    assert.ok(scenario);
    await goThrough(scenario, {});
  });
});
