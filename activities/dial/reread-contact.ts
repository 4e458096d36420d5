import { ConnectError, FailureType, type Connect } from '../../src/connect';
import { addsTo } from '../../src/domain/call/after-call';
import type { CallFacts } from '../../src/domain/call/call-facts';
import type { Contact } from '../../src/domain/call/contact';

export type Reread =
  | { readonly is: 'as-recorded' }
  /** Its attributes say that the person was reached, or has refused. */
  | { readonly is: 'corrected'; readonly contact: Contact }
  /** Whether the person has refused is not known. */
  | { readonly is: 'unknown'; readonly why: string };

/** Read the contact of the last attempt once more: an agent may have set attributes after it ended. One request. */
export async function rereadContact(
  connect: Connect,
  contactId: string,
  { request: { policy }, attempts }: CallFacts,
): Promise<Reread> {
  const attempt = attempts.find((one) => one.contactId === contactId);
  if (!attempt) return { is: 'as-recorded' };
  try {
    const contact = await connect.describeContact({ instanceId: policy.instanceId, contactId });
    return contact.endedAt !== undefined && addsTo(attempt, policy, contact.attributes)
      ? { is: 'corrected', contact }
      : { is: 'as-recorded' };
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    // What may last, such as a missing permission, must not keep the call from ever dialing.
    if (!passes.has(error.type)) return { is: 'as-recorded' };
    return { is: 'unknown', why: `the last contact could not be read once more: ${error.message}` };
  }
}

/** Faults that pass by themselves. */
const passes: ReadonlySet<FailureType> = new Set([
  FailureType.InternalService,
  FailureType.LimitExceeded,
  FailureType.Network,
  FailureType.Throttled,
]);
