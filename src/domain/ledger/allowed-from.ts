import type { ReasonData } from '../decide/decision';
import { iso } from '../iso';
import { contactsToRestFrom, countedContacts, type ContactCheck } from './check';
import type { ContactLimit } from './contact-limit';
import type { PastContact } from './past-contact';
import { countsFrom, countsUntil } from './stretch';

/** The zones whose days are counted, and the subject of the call. */
export interface Counting {
  /** IANA zones in which the person may be. Without any, a local day lasts 24 hours from the attempt. */
  readonly zones: readonly string[];
  /** Limits per subject count only attempts that may have been about it. @default all attempts to the person */
  readonly subject?: string | undefined;
}

type LimitReason = Extract<ReasonData, { rule: 'contact-limit' | 'rest' }>;

/** When one more attempt is allowed, unless another is made meanwhile, and the limits that delay it. */
export interface AllowedFrom {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly reasons: readonly LimitReason[];
}

/** The first instant, `at` or later, at which every limit allows one more attempt. */
export function allowedFrom(
  limits: readonly ContactLimit[],
  contacts: readonly PastContact[],
  at: number,
  counting: Counting,
): AllowedFrom {
  const delays = limits
    .map((limit) => ({ limit, until: allowedByFrom(limit, contacts, counting) }))
    .filter(({ until }) => until > at);
  return {
    at: Math.max(at, ...delays.map(({ until }) => until)),
    reasons: delays.map(({ limit, until }) => reasonOf(limit, until, contacts, at, counting)),
  };
}

/** The limits at one instant, for a ledger, which knows no zones. They forbid exactly what {@link allowedFrom} delays. */
export function checksAt(limits: readonly ContactLimit[], at: number, counting: Counting): ContactCheck[] {
  return limits.map((limit): ContactCheck => {
    const about = aboutOf(limit, counting);
    const from = (stretch: Parameters<typeof countsFrom>[0]) => countsFrom(stretch, at, counting.zones);
    if (limit.kind === 'count') {
      const { kind, name, most, within, ignores } = limit;
      return { kind, limit: name, most, since: from(within), ...about, ...(ignores ? { ignores } : {}) };
    }
    // A check forbids only attempts that ended strictly after its instant.
    const turns = limit.for.map((length) => from(length) - 1);
    return {
      kind: limit.kind,
      limit: limit.name,
      after: limit.after,
      since: Math.min(...turns),
      ...(turns.length > 1 ? { turns } : {}),
      ...about,
    };
  });
}

function aboutOf({ per }: ContactLimit, { subject }: Counting): { subject?: string } {
  return per === 'subject' && subject !== undefined ? { subject } : {};
}

/** When the limit allows one more attempt; -Infinity when it allows one at any time. */
function allowedByFrom(
  limit: ContactLimit,
  contacts: readonly PastContact[],
  { zones, subject }: Counting,
): number {
  const about = aboutOf(limit, { zones, subject });
  if (limit.kind === 'rest') {
    return Math.max(
      ...contactsToRestFrom({ ...about, after: limit.after }, contacts).map(({ end, turn }) =>
        countsUntil(limit.for[turn % limit.for.length] ?? limit.for[0], end, zones),
      ),
    );
  }
  const latestFirst = countedContacts({ ...limit, ...about }, contacts)
    .map((contact) => contact.at)
    .sort((a, b) => b - a);
  const lastOne = latestFirst[limit.most - 1];
  return lastOne === undefined ? -Infinity : countsUntil(limit.within, lastOne, zones);
}

function reasonOf(
  limit: ContactLimit,
  until: number,
  contacts: readonly PastContact[],
  at: number,
  counting: Counting,
): LimitReason {
  const put = { limit: limit.name, until: iso(until) };
  if (limit.kind === 'rest') return { rule: 'rest', ...put, after: limit.after };
  const since = countsFrom(limit.within, at, counting.zones);
  const counted = countedContacts({ ...limit, ...aboutOf(limit, counting) }, contacts).filter(
    (contact) => contact.at >= since,
  );
  return { rule: 'contact-limit', ...put, most: limit.most, counted: counted.length };
}
