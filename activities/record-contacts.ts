import { activityInfo } from '@temporalio/activity';
import type { CallIdentity } from '../src/domain/attempt';
import type { PastContact } from '../src/domain/contacts/past-contact';
import type { ActivityDependencies } from './dependencies';
import { inOwnTime } from './in-own-time';
import { ledgersOn } from './ledgers';

export interface RecordContactsInput {
  /** E.164: whose ledger counts them. */
  readonly person: string;
  readonly contacts: readonly PastContact[];
  /** The call is over, and leaves the ledgers of these numbers (E.164). */
  readonly leaves?: { readonly call: CallIdentity; readonly numbers: readonly string[]; readonly at: number };
}

/** Tell how attempts ended, and that a call is over. Telling it twice does no harm. */
export function createRecordContacts(dependencies: ActivityDependencies) {
  return async function recordContacts({ person, contacts, leaves }: RecordContactsInput): Promise<void> {
    const { ledgers, keepFor } = ledgersOn(activityInfo().taskQueue, dependencies);
    await inOwnTime(async () => {
      if (contacts.length > 0) await ledgers.tell(person, { recorded: { contacts, keepFor } });
      if (!leaves) return;
      const left = { ...leaves.call, until: leaves.at + keepFor };
      await Promise.all(leaves.numbers.map((number) => ledgers.tell(number, { left })));
    });
  };
}
