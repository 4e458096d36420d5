import type { ReasonData } from '../decide/decision';
import { iso } from '../iso';
import { endsToRestFrom, countedAttempts, type LimitCheck } from './check';
import type { AttemptLimit } from './attempt-limit';
import type { CountedAttempt } from './counted-attempt';
import { countsFrom, countsUntil } from './stretch';

/** The zones whose days are counted, and the subject of the call. */
export interface Counting {
  /** IANA zones in which the person may be. Without any, a local day lasts 24 hours from the attempt. */
  readonly zones: readonly string[];
  /** Limits per subject count only attempts that may have been about it. @default all attempts to the person */
  readonly subject?: string | undefined;
}

type LimitReason = Extract<ReasonData, { rule: 'person-limit' | 'rest' }>;

/** When one more attempt is allowed, unless another is made meanwhile, and the limits that delay it. */
export interface AllowedFrom {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly reasons: readonly LimitReason[];
}

/** The first instant, `at` or later, at which every limit allows one more attempt. */
export function allowedFrom(
  limits: readonly AttemptLimit[],
  attempts: readonly CountedAttempt[],
  at: number,
  counting: Counting,
): AllowedFrom {
  const delays = limits
    .map((limit) => ({ limit, until: allowedByFrom(limit, attempts, counting) }))
    .filter(({ until }) => until > at);
  return {
    at: Math.max(at, ...delays.map(({ until }) => until)),
    reasons: delays.map(({ limit, until }) => reasonOf(limit, until, attempts, at, counting)),
  };
}

/** The limits at one instant, for a ledger, which knows no zones. They forbid exactly what {@link allowedFrom} delays. */
export function checksAt(limits: readonly AttemptLimit[], at: number, counting: Counting): LimitCheck[] {
  return limits.map((limit): LimitCheck => {
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

function aboutOf({ per }: AttemptLimit, { subject }: Counting): { subject?: string } {
  return per === 'subject' && subject !== undefined ? { subject } : {};
}

/** When the limit allows one more attempt; -Infinity when it allows one at any time. */
function allowedByFrom(
  limit: AttemptLimit,
  attempts: readonly CountedAttempt[],
  { zones, subject }: Counting,
): number {
  const about = aboutOf(limit, { zones, subject });
  if (limit.kind === 'rest') {
    return Math.max(
      ...endsToRestFrom({ ...about, after: limit.after }, attempts).map(({ end, turn }) =>
        countsUntil(limit.for[turn % limit.for.length] ?? limit.for[0], end, zones),
      ),
    );
  }
  const latestFirst = countedAttempts({ ...limit, ...about }, attempts)
    .map((attempt) => attempt.at)
    .sort((a, b) => b - a);
  const lastOne = latestFirst[limit.most - 1];
  return lastOne === undefined ? -Infinity : countsUntil(limit.within, lastOne, zones);
}

function reasonOf(
  limit: AttemptLimit,
  until: number,
  attempts: readonly CountedAttempt[],
  at: number,
  counting: Counting,
): LimitReason {
  const put = { limit: limit.name, until: iso(until) };
  if (limit.kind === 'rest') return { rule: 'rest', ...put, after: limit.after };
  const since = countsFrom(limit.within, at, counting.zones);
  const counted = countedAttempts({ ...limit, ...aboutOf(limit, counting) }, attempts).filter(
    (attempt) => attempt.at >= since,
  );
  return { rule: 'person-limit', ...put, most: limit.most, counted: counted.length };
}
