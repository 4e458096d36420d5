import type { Disposition } from '../disposition';
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
  const about = contacts.filter(({ subject }) => concerns(check.subject, subject));
  switch (check.kind) {
    case 'count': {
      const { since, most, ignores = [] } = check;
      const counted = about.filter(
        ({ at, disposition }) => at >= since && !(disposition && ignores.includes(disposition)),
      );
      return counted.length < most;
    }
    case 'rest':
      return !about.some(
        (contact) => isFollowedBy(contact, check.after) && (contact.endedAt ?? contact.at) > check.since,
      );
  }
}

/** A contact without a subject may have been about anything. */
export function concerns(wanted: string | undefined, subject: string | undefined): boolean {
  return wanted === undefined || subject === undefined || subject === wanted;
}
