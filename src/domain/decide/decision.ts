import type { AttemptPlan } from '../call/attempt';
import type { ContactCheck } from '../ledger/check';
import type { RestAfter } from '../ledger/past-contact';
import type { Disposition } from '../call/disposition';
import type { Outcome } from '../call/outcome';

/**
 * What to do next, and why. Instants are ISO 8601 in UTC.
 *
 * - `dial`: not before `at`, not after `notAfter` (the end of the window or the deadline): a dial that comes later is not sent.
 * - `hold`: paused; at `until` (the deadline) decide again.
 * - `look-up`: ask Amazon Connect at `at`, and decide again.
 * - `finish`: the call is over.
 */
export type Decision =
  | {
      readonly do: 'dial';
      readonly at: string;
      /** `at` on the callee's clock, where their zone is known. */
      readonly localTime?: string;
      /** Decide again by then: what is known of the hours may have changed. @default at `at` */
      readonly reviewAt?: string;
      readonly notAfter: string;
      readonly attempt: AttemptPlan;
      /** What a ledger of all calls to this person must find in order before the dial; absent where nothing counts across calls. */
      readonly checks?: readonly ContactCheck[];
      readonly reasons: readonly Reason[];
    }
  | {
      readonly do: 'hold';
      readonly until: string;
      /** `until` on the callee's clock, where their zone is known. */
      readonly localTime?: string;
      readonly reasons: readonly Reason[];
    }
  | ({
      readonly do: 'look-up';
      readonly what: 'hours-of-operation';
      readonly at: string;
      /** `at` on the callee's clock, where their zone is known. */
      readonly localTime?: string;
      readonly reasons: readonly Reason[];
    } & HoursLookUp)
  | { readonly do: 'finish'; readonly outcome: Outcome; readonly reasons: readonly Reason[] };

/** Which hours of operation to ask Amazon Connect for. */
export interface HoursLookUp {
  readonly instanceId: string;
  readonly hoursOfOperationId: string;
  /** ISO dates, both included. */
  readonly from: string;
  readonly until: string;
  /** How old an answer may be that another call was given, milliseconds. */
  readonly maxAge: number;
}

/** One reason of a decision: as data for programs, and in plain words for people. */
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
  | {
      readonly rule: 'not-sent';
      readonly why: string;
      /** The next try; undefined when it follows as soon as the obstacle has passed. */
      readonly until?: string;
    }
  | {
      readonly rule: 'calling-hours';
      /** Whose hours were closed, as {@link Hours} names them. */
      readonly closed: readonly string[];
      readonly zone: string;
      readonly opens: string;
      readonly localTime: string;
    }
  /** Hours that are closed, and do not open at one time with the others before the deadline. */
  | { readonly rule: 'never-open'; readonly closed: readonly string[] }
  /** So many attempts were counted, of all calls to this person. */
  | {
      readonly rule: 'contact-limit';
      readonly limit: string;
      readonly most: number;
      readonly counted: number;
      readonly until: string;
    }
  /** A rest after another contact with this person. */
  | { readonly rule: 'rest'; readonly limit: string; readonly after: RestAfter; readonly until: string }
  | { readonly rule: 'hours-look-up'; readonly hoursOfOperationId: string }
  /** Amazon Connect can't be asked about its hours of operation: the next try is at `again`, or the hours fetched at `toldAt` are used. */
  | { readonly rule: 'hours-not-told'; readonly why: string; readonly again: string }
  | { readonly rule: 'hours-not-told'; readonly why: string; readonly toldAt: string }
  /** The hours of operation do not open on any date up to `through`, the last that is known. */
  | { readonly rule: 'hours-closed'; readonly through: string; readonly again: string }
  /** The activity of `beforeDial` wants the dial put off. */
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
  /** They are on the do-not-call list, or said so during this call. */
  | { readonly rule: 'opted-out'; readonly why?: string }
  /** An attempt in which the person said that they don't want such calls. */
  | { readonly rule: 'refused'; readonly attempt: number };
