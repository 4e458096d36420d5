import assert from 'node:assert/strict';
import { EndedContacts } from '../../../activities/memory/ended-contacts';
import { createFindContact } from '../../../activities/contact/find-contact';
import type { Connect } from '../../../src/connect';

const instanceId = 'an-instance';
const givenUpAt = '2026-11-23T12:00:00.000Z';
const given = { instanceId, attemptId: 'lost.1', since: '2026-11-23T11:59:00.000Z', givenUpAt };

describe('a search after the quiet period', () => {
  it('that finds a later contact and not the attempt proves that the attempt has none', async () => {
    assert.deepEqual(await find(['later'], ended('later', 60)), { neverRang: true });
  });

  it('that finds nothing proves nothing: the attribute may not be searchable', async () => {
    assert.deepEqual(await find([], ended('later', 60)), {});
  });

  it('proves nothing by a contact that was made before the attempt was given up', async () => {
    assert.deepEqual(await find([], ended('earlier', -60)), {});
  });

  it('proves nothing by a contact of another instance', async () => {
    const contacts = ended('later', 60, 'another-instance');
    assert.deepEqual(await find([], contacts), {});
  });

  it('that finds the attempt, too, returns its contact', async () => {
    assert.deepEqual(await find(['later', 'its-own'], ended('later', 60)), { contactId: 'its-own' });
  });

  it('during the quiet period never proves anything', async () => {
    const { instanceId, attemptId, since } = given;
    const findContact = createFindContact(fake([]), ended('later', 60));
    assert.deepEqual(await findContact({ instanceId, attemptId, since }), {});
  });
});

function find(found: readonly string[], contacts: EndedContacts) {
  return createFindContact(fake(found), contacts)(given);
}

/** Finds these contacts, as far as the search names an attempt of theirs. */
function fake(found: readonly string[]) {
  const connect: Pick<Connect, 'searchContacts'> = {
    searchContacts: async ({ attemptIds }) =>
      found.filter((id) => attemptIds.includes(id === 'its-own' ? given.attemptId : `${id}.1`)),
  };
  return { connect: connect as Connect, clock: () => Date.parse(givenUpAt) + 16 * 60_000 };
}

function ended(contactId: string, secondsLater: number, instance = instanceId): EndedContacts {
  const contacts = new EndedContacts();
  contacts.add(instance, {
    contactId,
    initiatedAt: new Date(Date.parse(givenUpAt) + secondsLater * 1000).toISOString(),
    attributes: { outboundCallAttemptId: `${contactId}.1` },
  });
  return contacts;
}
