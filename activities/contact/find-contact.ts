import { ConnectError } from '../../src/connect';
import { toFailure } from '../../src/connect/connect-error';
import { systemClock, type ActivityDependencies } from '../dependencies';
import type { FindContactInput, FindContactResult } from '../../src/contract/contact';

/**
 * Search for an attempt's contact by the attempt's id, which the contact carries in its attributes. Several are possible only after
 * a forgotten token; then the newest is returned, since it is the one that may be ringing.
 *
 * @throws ApplicationFailure with a {@link FailureType}; not retryable when the instance does not accept such a search
 */
export function createFindContact({ connect, clock = systemClock }: ActivityDependencies) {
  return async function findContact({
    instanceId,
    attemptId,
    since,
  }: FindContactInput): Promise<FindContactResult> {
    try {
      const [contactId] = await connect.searchContacts({
        instanceId,
        attemptIds: [attemptId],
        from: new Date(Date.parse(since) - clockMarginMs).toISOString(),
        until: new Date((await clock()) + clockMarginMs).toISOString(),
      });
      return contactId === undefined ? {} : { contactId };
    } catch (error) {
      throw error instanceof ConnectError ? toFailure(error, { benign: true }) : error;
    }
  };
}

/** Margin for differing clocks, milliseconds. The attempt's id is exact, so the range need not be. */
const clockMarginMs = 60 * 60_000;
