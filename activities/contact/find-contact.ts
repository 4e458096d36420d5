import { ConnectError } from '../../src/connect';
import { toFailure } from '../../src/connect/connect-error';
import { systemClock, type ActivityDependencies } from '../dependencies';
import type { EndedContacts } from '../memory/ended-contacts';
import type { FindContactInput, FindContactResult } from '../../src/contract/contact';

/**
 * Search for an attempt's contact by the attempt's id, which the contact carries in its attributes. Several are possible only after
 * a forgotten token; then the newest is returned, since it is the one that may be ringing.
 *
 * An empty result alone proves nothing: the attribute may not be searchable, or the index may be behind. So the search after the
 * quiet period also searches for later contacts of this worker.
 *
 * @throws ApplicationFailure with a {@link FailureType}; not retryable when the instance does not accept such a search
 */
export function createFindContact(
  { connect, clock = systemClock }: ActivityDependencies,
  endedContacts: EndedContacts,
) {
  return async function findContact({
    instanceId,
    attemptId,
    since,
    givenUpAt,
  }: FindContactInput): Promise<FindContactResult> {
    try {
      const later = givenUpAt === undefined ? [] : endedContacts.madeAfter(instanceId, Date.parse(givenUpAt));
      const controls = new Set(later.map((control) => control.contactId));
      const found = await connect.searchContacts({
        instanceId,
        attemptIds: [attemptId, ...later.map((control) => control.attemptId)],
        from: new Date(Date.parse(since) - clockMarginMs).toISOString(),
        until: new Date((await clock()) + clockMarginMs).toISOString(),
      });
      // Without the controls, what is left is the attempt's own.
      const contactId = found.find((id) => !controls.has(id));
      if (contactId !== undefined) return { contactId };
      return found.length > 0 ? { neverRang: true } : {};
    } catch (error) {
      throw error instanceof ConnectError ? toFailure(error, { benign: true }) : error;
    }
  };
}

/** Margin for differing clocks. The attempt's id is exact, so the range need not be. */
const clockMarginMs = 12 * 60 * 60_000;
