import type { Disposition } from '../call/disposition';
import { isFollowedBy, type PastContact, type RestAfter } from './past-contact';

/**
 * A limit at one instant: with the instants to count from in place of zones and days, so that a workflow can apply it.
 * Instants are milliseconds since the epoch.
 */
export type ContactCheck =
  | {
      readonly kind: 'count';
      readonly limit: string;
      readonly most: number;
      /** Attempts at or after it count. */
      readonly since: number;
      /** Only those about it count. @default all of the person */
      readonly subject?: string;
      readonly ignores?: readonly Disposition[];
    }
  | {
      readonly kind: 'rest';
      readonly limit: string;
      readonly after: RestAfter;
      /** One that ended (or, where that isn't known, began) after it forbids another. */
      readonly since: number;
      /**
       * Where rests of several lengths take turns: what `since` is for the person's first contact, for the second, and so on, and
       * from the first again; `since` is the earliest of them. @default `since` for all
       */
      readonly turns?: readonly number[];
      readonly subject?: string;
    };

/** The first check that forbids one more attempt, or undefined. */
export function forbiddenBy(
  checks: readonly ContactCheck[],
  contacts: readonly PastContact[],
): ContactCheck | undefined {
  return checks.find((check) => !allows(check, contacts));
}

function allows(check: ContactCheck, contacts: readonly PastContact[]): boolean {
  switch (check.kind) {
    case 'count':
      return countedContacts(check, contacts).filter(({ at }) => at >= check.since).length < check.most;
    case 'rest': {
      const turns = check.turns ?? [check.since];
      return !contactsToRestFrom(check, contacts).some(
        ({ end, turn }) => end > (turns[turn % turns.length] ?? check.since),
      );
    }
  }
}

/** What a count counts, of whenever. */
export function countedContacts(
  { subject: wanted, ignores = [] }: { readonly subject?: string; readonly ignores?: readonly Disposition[] },
  contacts: readonly PastContact[],
): PastContact[] {
  return contacts.filter(
    ({ subject, disposition }) =>
      concerns(wanted, subject) && !(disposition !== undefined && ignores.includes(disposition)),
  );
}

/** The ends that a rest follows, and by which turn: in the order of their beginnings, unless a ledger has counted them. */
export function contactsToRestFrom(
  { subject: wanted, after }: { readonly subject?: string; readonly after: RestAfter },
  contacts: readonly PastContact[],
): { readonly end: number; readonly turn: number }[] {
  let turn = -1;
  return contacts
    .filter((contact) => concerns(wanted, contact.subject) && isFollowedBy(contact, after))
    .sort((a, b) => a.at - b.at || (a.attemptId < b.attemptId ? -1 : 1))
    .map(({ at, endedAt = at, contactNumber }) => {
      turn = contactNumber === undefined ? turn + 1 : contactNumber - 1;
      return { end: endedAt, turn };
    });
}

/** A contact without a subject may have been about anything. */
export function concerns(wanted: string | undefined, subject: string | undefined): boolean {
  return wanted === undefined || subject === undefined || subject === wanted;
}
