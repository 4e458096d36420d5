import type { ConnectInspector } from '../../connect/inspect';
import { ReservedAttribute } from '../../domain/reserved-contact-attributes';
import type { Finding } from './finding';
import { notInspectedFinding } from './not-inspected';

const { AttemptId } = ReservedAttribute;

/** Checks that a contact can be found by its attempt ID. Amazon Connect doesn't list searchable attributes, so this searches for an ended contact. */
export async function searchFindings(inspector: ConnectInspector, instanceId: string): Promise<Finding[]> {
  const what = `Search for contacts in instance ${instanceId}`;
  const newest = await inspector.listCalls(instanceId);
  if (newest.kind !== 'found') return [notInspectedFinding(what, newest, refused)];
  const known = await attemptOfOneOf(inspector, instanceId, newest.found);
  const found = await inspector.searchContacts({ instanceId, id: known?.attemptId ?? 'none.1' });
  if (found.kind !== 'found') return [notInspectedFinding(what, found, refused)];
  if (!known) {
    return [
      {
        what,
        verdict: 'warning',
        says: `permitted, but only an ended call of this package shows whether ${AttemptId} is searchable, and none of the newest ${newest.found.length} is one`,
        fix: 'Make a call, and run outbound doctor again a few minutes after its end.',
      },
    ];
  }
  return found.found.includes(known.contactId)
    ? [{ what, verdict: 'ok', says: `finds calls by ${AttemptId}` }]
    : [
        {
          what,
          verdict: 'wrong',
          says: `contact ${known.contactId} has the attribute ${AttemptId}, but a search for it does not find the contact`,
          fix: makeSearchable,
        },
      ];
}

const makeSearchable = `Add the key ${AttemptId} to the searchable contact attributes (Amazon Connect admin website, Contact search, the settings of the filter "Custom contact attribute"), or set connect.searchable to false. docs/lost-contacts.md has more.`;

const refused = { says: `Amazon Connect refuses to search by ${AttemptId}`, fix: makeSearchable };

/** The first of these contacts that this package made. */
async function attemptOfOneOf(
  inspector: ConnectInspector,
  instanceId: string,
  contactIds: readonly string[],
): Promise<{ contactId: string; attemptId: string } | undefined> {
  for (const contactId of contactIds) {
    const answer = await inspector.describeContact({ instanceId, id: contactId });
    const attemptId = answer.kind === 'found' ? answer.found.attributes[AttemptId] : undefined;
    if (attemptId !== undefined) return { contactId, attemptId };
  }
  return undefined;
}
