import type { AttemptPlan } from '../call/attempt';
import type { LimitCheck } from '../ledger/check';
import type { RestAfter } from '../ledger/counted-attempt';
import type { Disposition } from '../call/disposition';
import type { EarlierCall } from '../call/earlier-call';
import type { Outcome } from '../call/outcome';

/**
 * What to do next, and why. Instants are ISO 8601 in UTC.
 *
 * - `dial`: not before `at`, and not after `notAfter` (the end of the window, the deadline, or the end of a callback's time): a later dial is not sent.
 * - `hold`: the call is paused; at `until` (the deadline, or the end of a later callback's time) decide again.
 * - `look-up`: fetch hours of operation from Amazon Connect at `at`, then decide again.
 * - `finish`: the call is over.
 */
export type Decision =
  | {
      readonly do: 'dial';
      readonly at: string;
      /** `at` on the callee's clock, if their zone is known. */
      readonly localTime?: string;
      /** Decide again at this instant, since the hours may have changed. @default `at` */
      readonly reviewAt?: string;
      readonly notAfter: string;
      readonly attempt: AttemptPlan;
      /** The step that is dialed instead if the worker that dials knows the caller ID to be blocked; absent when there is none. */
      readonly otherStep?: string;
      /** The limits that the person's ledger checks before the dial; absent without limits. */
      readonly checks?: readonly LimitCheck[];
      readonly reasons: readonly Reason[];
    }
  | {
      readonly do: 'stay-paused';
      readonly until: string;
      /** `until` on the callee's clock, if their zone is known. */
      readonly localTime?: string;
      readonly reasons: readonly Reason[];
    }
  | ({
      readonly do: 'look-up';
      readonly what: 'hours-of-operation';
      readonly at: string;
      /** `at` on the callee's clock, if their zone is known. */
      readonly localTime?: string;
      readonly reasons: readonly Reason[];
    } & HoursLookUp)
  | { readonly do: 'finish'; readonly outcome: Outcome; readonly reasons: readonly Reason[] };

/** Which hours of operation to fetch from Amazon Connect. */
export interface HoursLookUp {
  readonly instanceId: string;
  readonly hoursOfOperationId: string;
  /** ISO dates, both included. */
  readonly from: string;
  readonly until: string;
  /** How old an answer shared with other calls may be, milliseconds. */
  readonly maxAge: number;
}

/** One reason of a decision, as data and in plain words. */
export type Reason = ReasonData & { readonly text: string };

export type ReasonData =
  | { readonly rule: 'first-attempt'; readonly step: string }
  | { readonly rule: 'retry'; readonly step: string; readonly after: Disposition }
  | { readonly rule: 'escalate'; readonly from: string; readonly step: string; readonly after: Disposition }
  | {
      readonly rule: 'spacing';
      readonly after: Disposition;
      /** Milliseconds. */
      readonly wait: number;
      readonly until: string;
    }
  | { readonly rule: 'quiet-period'; readonly until: string }
  | { readonly rule: 'not-before'; readonly until: string }
  /** The attempt is a callback: the person asked for it in attempt `after`, or code did by `reschedule` with `extend`. */
  | {
      readonly rule: 'callback';
      readonly by: 'person' | 'code';
      readonly after: number;
      readonly at: string;
      /** It may be made up to this instant. */
      readonly until: string;
    }
  /** No callback was possible between `at` and `until`, so the call continues without it. */
  | { readonly rule: 'callback-missed'; readonly at: string; readonly until: string }
  | {
      readonly rule: 'not-sent';
      readonly why: string;
      /** The next try; undefined when it follows as soon as the obstacle is gone. */
      readonly until?: string;
    }
  | {
      readonly rule: 'calling-hours';
      /** Names of the closed hours, see {@link Hours}. */
      readonly closed: readonly string[];
      readonly zone: string;
      readonly opens: string;
      readonly localTime: string;
    }
  /**
   * The worker's time-zone data is older than a change of the zone's clocks, so the hours must be open on both clocks: the older one of
   * the worker, and the newer one of this package's table. Their UTC offsets, such as `-08:00`, are those where they first differ.
   */
  | {
      readonly rule: 'clock-changed';
      readonly zone: string;
      /** Release of the tz database, such as `2026b`. */
      readonly since: string;
      /** The release that the worker has, if known. */
      readonly release?: string;
      readonly older: string;
      readonly newer: string;
    }
  /** Closed hours that do not open together with the others before the deadline. */
  | { readonly rule: 'never-open'; readonly closed: readonly string[] }
  /** A limit is used up by the attempts of all calls to this person. */
  | {
      readonly rule: 'person-limit';
      readonly limit: string;
      readonly most: number;
      readonly counted: number;
      readonly until: string;
    }
  /** A rest after another attempt to this person. */
  | { readonly rule: 'rest'; readonly limit: string; readonly after: RestAfter; readonly until: string }
  | { readonly rule: 'hours-look-up'; readonly hoursOfOperationId: string }
  /** The hours of operation could not be fetched: the next try is at `again`, or the hours fetched at `fetchedAt` are used. */
  | { readonly rule: 'hours-not-fetched'; readonly why: string; readonly again: string }
  | { readonly rule: 'hours-not-fetched'; readonly why: string; readonly fetchedAt: string }
  /** The hours of operation open on no date up to `through`, the last known date. */
  | { readonly rule: 'hours-closed'; readonly through: string; readonly again: string }
  /** The `beforeDial` activity delays the dial. */
  | { readonly rule: 'before-dial'; readonly activity: string; readonly why?: string; readonly until: string }
  | {
      readonly rule: 'before-dial-not-answered';
      readonly activity: string;
      readonly taskQueue: string;
      readonly why: string;
      readonly until: string;
    }
  | { readonly rule: 'refused-before-dial'; readonly activity: string; readonly why: string }
  | { readonly rule: 'step-skipped'; readonly step: string; readonly why: string }
  | { readonly rule: 'paused' }
  | { readonly rule: 'reached'; readonly attempt: number }
  | { readonly rule: 'stopped-by-policy'; readonly after: Disposition }
  | { readonly rule: 'attempt-limit'; readonly limit: number }
  | { readonly rule: 'no-step-left' }
  | { readonly rule: 'deadline'; readonly deadline: string }
  | { readonly rule: 'cancelled' }
  /** Code has concluded the call. */
  | { readonly rule: 'concluded'; readonly by?: string }
  /** A call with this workflow ID has ended before: its outcome is this call's, too. */
  | ({ readonly rule: 'called-before' } & EarlierCall)
  /** The person is on the do-not-call list, or opted out during this call. */
  | { readonly rule: 'opted-out'; readonly why?: string }
  /** In this attempt the person said that they don't want such calls. */
  | { readonly rule: 'refused'; readonly attempt: number };
