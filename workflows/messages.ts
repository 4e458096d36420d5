import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CallExplanation, CallStatus } from '../src/domain/call-status';
import type { Contact } from '../src/domain/contact';
import type { PolicyInput } from '../src/domain/policy';

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

/**
 * Amazon Connect's record of an ended contact of this call, from whoever has seen its end first. The contact's attributes
 * say which attempt it belongs to; one of another call, or of an attempt that is recorded already, is ignored.
 */
export const contactEndedSignal = defineSignal<[Contact]>('contactEnded');
