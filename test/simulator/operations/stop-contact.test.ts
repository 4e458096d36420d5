import assert from 'node:assert/strict';
import { ContactNotFoundException } from '@aws-sdk/client-connect';
import { usePhones } from '../support';

describe('StopContact', () => {
  const phones = usePhones();

  it('cancels a call that still rings', async () => {
    const contactId = await phones().dial();
    phones().pass(3);
    await phones().stop(contactId);
    phones().pass(60);
    const contact = await phones().describe(contactId);
    assert.equal(contact.DisconnectReason, 'TELECOM_ORIGINATOR_CANCEL');
    assert.equal(phones().secondsSince(contact.DisconnectTimestamp), 60);
    assert.equal(contact.ConnectedToSystemTimestamp, undefined);
  });

  it('ends a connected call with OTHER and lets nothing more happen to it', async () => {
    const contactId = await phones().dial();
    phones().pass(5);
    await phones().stop(contactId);
    phones().pass(60);
    const contact = await phones().describe(contactId);
    assert.equal(contact.DisconnectReason, 'OTHER');
    assert.notEqual(contact.QueueInfo, undefined);
    assert.equal(contact.AgentInfo, undefined);
  });

  it('changes nothing about a call that has ended', async () => {
    const contactId = await phones().dial({ DestinationPhoneNumber: '+12065550102' });
    phones().pass(60);
    const before = await phones().describe(contactId);
    await phones().stop(contactId);
    assert.deepEqual(await phones().describe(contactId), before);
  });

  it('answers 410 for a contact that never was', async () => {
    await assert.rejects(
      phones().stop('11111111-0000-4000-8000-000000000000'),
      (error) => error instanceof ContactNotFoundException && error.$metadata.httpStatusCode === 410,
    );
  });
});

describe("StopContact, with stopAfterEnd: 'contact-not-found'", () => {
  const phones = usePhones({ stopAfterEnd: 'contact-not-found' });

  it('answers 410 for a call that has ended', async () => {
    const contactId = await phones().dial();
    phones().pass(60);
    await assert.rejects(phones().stop(contactId), { name: 'ContactNotFoundException' });
  });
});
