import type { CallFacts } from '../call/call-facts';
import type { HoursLookUp, ReasonData } from './decision';
import { startOfLocalDay } from '../ledger/local-day';
import { days } from '../policy/duration';
import { dateOf, iso } from '../iso';
import { clocksOf } from '../hours/clocks';
import { nextDialWindow } from '../hours/dial-window';
import type { Hours } from '../hours/hours';
import type { EffectiveHours, OperatingHours } from '../hours/known-hours';
import type { Window } from '../hours/open-windows';

/** When the next dial may be sent, or what to look up first. */
export type FoundWindow =
  | {
      readonly kind: 'window';
      readonly window: Window;
      /** The hours of operation, if the policy names some; they are open in the window too. */
      readonly operating: readonly Hours[];
      /** When to review the hours of operation, since they may open earlier by then; milliseconds since the epoch. */
      readonly reviewAt?: number;
      readonly reasons: readonly ReasonData[];
    }
  | {
      readonly kind: 'look-up';
      readonly lookUp: HoursLookUp;
      /** Milliseconds since the epoch. */
      readonly at: number;
      readonly reasons: readonly ReasonData[];
    }
  | { readonly kind: 'none' };

interface Range {
  readonly from: number;
  readonly until: number;
  readonly closesIn: number;
}

/**
 * The first window in which a dial may be sent: all hours are open, and so are the hours of operation that the policy names. If
 * those are missing or too old, the result is a look-up.
 */
export function findWindow(call: CallFacts, hours: readonly Hours[], range: Range, now: number): FoundWindow {
  // Without a window of its own, the call needs no look-up.
  const own = nextDialWindow(hours, range);
  if (!own) return { kind: 'none' };
  const named = namedBy(call);
  if (!named) return { kind: 'window', window: own, operating: [], reasons: [] };

  const { fetched, failed } = knownOf(call, named);
  const lookUp = (at: number, ...reasons: ReasonData[]): FoundWindow => ({
    kind: 'look-up',
    lookUp: { ...named.hours, ...datesAround(own.start, range.until), maxAge: named.maxAge },
    // The call expires at the deadline.
    at: Math.min(at, range.until),
    reasons,
  });
  const isRetrying = failed !== undefined && failed.until > now;
  const age = fetched ? now - fetched.at : Infinity;
  const notFetched = { rule: 'hours-not-fetched', why: failed?.why ?? '' } as const;
  if (!fetched || !covers(fetched, own.start) || (isRetrying && age >= named.staleIfError)) {
    return isRetrying
      ? lookUp(failed.until, { ...notFetched, again: iso(failed.until) })
      : lookUp(now, { rule: 'hours-look-up', hoursOfOperationId: named.hours.hoursOfOperationId });
  }

  const operating = [hoursOf(fetched)];
  const window = nextDialWindow([...hours, ...operating], { ...range, from: own.start });
  const isOpen = window !== undefined && window.start <= now;
  const goodUntil = fetched.at + (isOpen ? named.maxAge : named.maxAge * agesWhileClosed);
  const reviewAt = Math.max(now, goodUntil, isRetrying ? failed.until : 0);
  const isDue = own.start <= now;
  if (isDue && reviewAt <= now) {
    return lookUp(now, { rule: 'hours-look-up', hoursOfOperationId: named.hours.hoursOfOperationId });
  }
  if (!window) {
    return endOf(fetched) >= range.until
      ? { kind: 'none' }
      : lookUp(reviewAt, { rule: 'hours-closed', through: fetched.until, again: iso(reviewAt) });
  }
  return {
    kind: 'window',
    window,
    operating,
    ...(isDue && !isOpen ? { reviewAt } : {}),
    reasons: isRetrying && age >= named.maxAge ? [{ ...notFetched, fetchedAt: iso(fetched.at) }] : [],
  };
}

/** Closed hours are fetched again at this many times the age that a dial accepts. An earlier opening is not urgent. */
const agesWhileClosed = 4;
/** How far ahead hours are looked up, milliseconds. */
export const longestAhead = 35 * days;

function namedBy({ request }: CallFacts) {
  const { instanceId, callingHours } = request.policy;
  if (callingHours?.hoursOfOperationId === undefined) return undefined;
  const { hoursOfOperationId, hoursMaxAge, hoursStaleIfError } = callingHours;
  return {
    hours: { instanceId, hoursOfOperationId },
    maxAge: hoursMaxAge,
    staleIfError: hoursStaleIfError,
  };
}

/** Only what is known about the named hours: the policy may have named others before. */
function knownOf(
  { operatingHours: known }: CallFacts,
  { hours }: { hours: Pick<OperatingHours, 'instanceId' | 'hoursOfOperationId'> },
): Pick<OperatingHours, 'fetched' | 'failed'> {
  return known?.instanceId === hours.instanceId && known.hoursOfOperationId === hours.hoursOfOperationId
    ? known
    : {};
}

function hoursOf({ timeZone, dates }: EffectiveHours): Hours {
  return { name: 'amazon-connect', zone: timeZone, weekly: {}, dates };
}

function covers(hours: EffectiveHours, instant: number): boolean {
  return startOf(hours) <= instant && instant < endOf(hours);
}

/** When the first date has begun on every clock of the zone. */
function startOf({ from, timeZone }: EffectiveHours): number {
  return Math.max(...clocksOf(timeZone).map((clock) => startOfLocalDay(clock, dayOf(from))));
}

/** When the last date is over on one clock of the zone. */
function endOf({ until, timeZone }: EffectiveHours): number {
  return Math.min(...clocksOf(timeZone).map((clock) => startOfLocalDay(clock, dayOf(until) + 1)));
}

/** Number of days since 1970-01-01. */
function dayOf(date: string): number {
  return Date.parse(date) / days;
}

/** Dates from an instant to the deadline. The zone of the hours is not known yet, so add a day at each end. */
function datesAround(start: number, deadline: number): Pick<EffectiveHours, 'from' | 'until'> {
  return {
    from: dateOf(start - 1 * days),
    until: dateOf(Math.min(deadline, start + longestAhead) + 1 * days),
  };
}
