import { ConnectError } from '../../src/connect';
import { toFailure } from '../../src/connect/connect-error';
import { systemClock, type ActivityDependencies } from '../dependencies';

export interface FindContactInput {
  readonly instanceId: string;
  /** Of the attempt whose dial's answer was lost. */
  readonly attemptId: string;
  /** When it was dialed, ISO 8601. */
  readonly since: string;
}

export interface FindContactResult {
  /** Undefined when Amazon Connect finds none: there is none, or it can't be found yet. */
  readonly contactId?: string;
}

/**
 * Search for the contact of an attempt by the attempt's id, which it carries in its attributes. Of several, which only
 * a forgotten token can make, the newest: it is the one that may be ringing.
 *
 * @throws ApplicationFailure with a {@link FailureType}; not retryable where the instance takes no such search
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
        from: new Date(Date.parse(since) - clocksDiffer).toISOString(),
        until: new Date((await clock()) + clocksDiffer).toISOString(),
      });
      return contactId === undefined ? {} : { contactId };
    } catch (error) {
      throw error instanceof ConnectError ? toFailure(error, { benign: true }) : error;
    }
  };
}

/** Amazon Connect's clock, the worker's and Temporal's, milliseconds. The attempt's id is exact; the range needs not be. */
const clocksDiffer = 60 * 60_000;
