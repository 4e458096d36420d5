import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CallExplanation, CallStatus } from '../src/domain/call/call-status';
import type { Contact } from '../src/domain/call/contact';
import type { PolicyInput } from '../src/domain/policy/policy';

/** What the call is doing, what it did, and what comes next. */
export const statusQuery = defineQuery<CallStatus>('status');

/** Why it isn't calling now, in plain words. */
export const explainQuery = defineQuery<CallExplanation>('explain');

/** Dial nothing until resumed. An attempt under way goes on; the deadline goes on, too. */
export const pauseUpdate = defineUpdate<CallStatus>('pause');

export const resumeUpdate = defineUpdate<CallStatus>('resume');

export interface Reschedule {
  /** Nothing is dialed before this instant: ISO 8601 with an offset, such as `2026-11-23T09:00:00-08:00`. `null` lifts it. */
  readonly notBefore: string | null;
}
export const rescheduleUpdate = defineUpdate<CallStatus, [Reschedule]>('reschedule');

/** Go on under another policy. What its steps have used up is known by their names. An attempt under way goes on. */
export const changePolicyUpdate = defineUpdate<CallStatus, [PolicyInput]>('changePolicy');

export interface OptOutRequest {
  /** Why, in a few words; encrypted by the codec, at most 200 characters. */
  readonly reason?: string;
}

/**
 * The person does not want to be called: nothing more is dialed, and the call ends as `opted-out`; an attempt under way goes on
 * to its end. With a ledger all numbers of the call are put on the do-not-call list, and every other call to them ends, too.
 */
export const optOutUpdate = defineUpdate<CallStatus, [OptOutRequest]>('optOut');

/** The same, for whoever can only send signals. */
export const optOutSignal = defineSignal<[OptOutRequest]>('optOut');

/** From the person's ledger: they are on the do-not-call list by now. */
export const personOptedOutSignal =
  defineSignal<[OptOutRequest & { readonly firstExecutionRunId: string }]>('personOptedOut');

/**
 * Amazon Connect's record of an ended contact of this call, from whoever has seen its end first. The contact's attributes
 * say which attempt it belongs to; one of another call, or of an attempt that is recorded already, is ignored.
 */
export const contactEndedSignal = defineSignal<[Contact]>('contactEnded');
