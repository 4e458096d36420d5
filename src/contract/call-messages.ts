import { query, signal, update } from './define';
import type { CallExplanation, CallStatus } from '../domain/call/call-status';
import type { Contact } from '../domain/call/contact';
import type { EarlierCall } from '../domain/call/earlier-call';
import type { PolicyInput } from '../domain/policy/policy';

/** What the call is doing, what it has done, and what comes next. */
export const statusQuery = query<CallStatus>('status');

/** Why the call is not dialing now, in plain words. */
export const explainQuery = query<CallExplanation>('explain');

/** Dial nothing until resumed. An attempt under way continues, and the deadline does not move. */
export const pauseUpdate = update<CallStatus>('pause');

export const resumeUpdate = update<CallStatus>('resume');

export interface Reschedule {
  /** Dial nothing before this instant: ISO 8601 with an offset, such as `2026-11-23T09:00:00-08:00`. `null` removes the limit. */
  readonly notBefore: string | null;
  /**
   * Make the next attempt at `notBefore`, as a callback: it uses up no attempt of the policy and may come after the deadline, as
   * `policy.callbacks` allows. @default false
   */
  readonly extend?: boolean;
}
export const rescheduleUpdate = update<CallStatus, [Reschedule]>('reschedule');

/** Continue with another policy. Attempts already made count for the steps of the same name. An attempt under way continues. */
export const changePolicyUpdate = update<CallStatus, [PolicyInput]>('changePolicy');

/** What code knows of an attempt's result: what an agent has entered elsewhere, for example. */
export interface DispositionRecord {
  /** The person was reached: the call ends as `reached`. */
  readonly reached?: boolean;
  /** The person wants no such calls: the call ends as `opted-out`. */
  readonly refused?: boolean;
  /** Number of the attempt. @default the attempt under way, or else the last one */
  readonly attempt?: number;
}

/** As attributes that `reachedWhen` and `refusedWhen` name, set after the contact has ended. */
export const recordDispositionUpdate = update<CallStatus, [DispositionRecord]>('recordDisposition');

export interface OptOutRequest {
  /** Why, in a few words; encrypted by the codec, at most 200 characters. */
  readonly reason?: string;
}

/**
 * The person does not want to be called. Nothing more is dialed and the call ends as `opted-out`; an attempt under way runs to
 * its end. With a ledger, all numbers of the call go on the do-not-call list, and every other call to them ends too.
 */
export const optOutUpdate = update<CallStatus, [OptOutRequest]>('optOut');

/** The same as a signal, for clients that cannot send updates. */
export const optOutSignal = signal<[OptOutRequest]>('optOut');

/** Sent by the person's ledger once the person is on the do-not-call list. */
export const personOptedOutSignal =
  signal<[OptOutRequest & { readonly firstExecutionRunId: string }]>('personOptedOut');

/**
 * Sent by the person's ledger when an earlier call had this one's workflow ID. A call that has not dialed yet ends with the earlier
 * one's outcome.
 */
export const calledBeforeSignal =
  signal<[{ readonly firstExecutionRunId: string; readonly earlier: EarlierCall }]>('calledBefore');

/**
 * Reports Amazon Connect's record of an ended contact of this call. The contact's attributes name the attempt. A contact of
 * another call is ignored, and so is one of a recorded attempt unless its attributes say more than the record: the person was reached, has refused or asks for a callback.
 */
export const contactEndedSignal = signal<[Contact]>('contactEnded');
