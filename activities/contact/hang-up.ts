import { ConnectError } from '../../src/connect';
import { toFailure } from '../../src/connect/connect-error';
import type { ActivityDependencies } from '../dependencies';
import type { HangUpInput } from '../../src/contract/contact';

/**
 * Stop a contact: a ringing phone falls silent, a conversation ends. A contact that has already ended is not an error.
 * `stopped` means that Amazon Connect accepted the request, not that the contact has ended.
 *
 * @throws ApplicationFailure with a {@link FailureType}
 */
export function createHangUp({ connect }: ActivityDependencies) {
  return async function hangUp(contact: HangUpInput): Promise<'stopped' | 'already-ended'> {
    try {
      return await connect.stopContact(contact);
    } catch (error) {
      throw error instanceof ConnectError ? toFailure(error) : error;
    }
  };
}
