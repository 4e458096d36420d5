import type { CallbackRequest } from './callback-request';
import type { Contact } from './contact';
import type { DialOptions } from '../policy/dial-options';
import type { Disposition } from './disposition';

/** Identifies a call. The ClientTokens of its attempts are made from it. It survives a reset, a workflow retry and continue-as-new. */
export interface CallIdentity {
  readonly workflowId: string;
  /** Run ID of the first run of the workflow's execution chain. */
  readonly firstExecutionRunId: string;
}

/** The parameters of one attempt, frozen before its first send. */
export interface AttemptPlan extends DialOptions {
  /** 1, 2, 3… within the call. */
  readonly number: number;
  /** Name of the policy's step. */
  readonly step: string;
  /** Name of the contact. */
  readonly name?: string;
  readonly instanceId: string;
  readonly contactFlowId: string;
  /** E.164. */
  readonly destinationPhoneNumber: string;
  readonly queueId?: string;
  /** E.164. */
  readonly sourcePhoneNumber?: string;
  /** The instant that was asked for, ISO 8601 in UTC: this attempt is a callback, and uses up no attempt of the policy. */
  readonly callbackFor?: string;
}

/**
 * Longest ring of the attempt, milliseconds: 60 s without a ring timeout (API reference, StartOutboundVoiceContact). Amazon Connect is
 * reported to ignore the ring timeout of general traffic, so there it shortens nothing.
 */
export function longestRingMs({
  ringTimeoutInSeconds = 60,
  trafficType,
}: Pick<AttemptPlan, 'ringTimeoutInSeconds' | 'trafficType'>): number {
  return (trafficType === 'CAMPAIGN' ? ringTimeoutInSeconds : 60) * 1000;
}

/** When an attempt was made. */
export interface Dialing {
  /** When the dial was requested, ISO 8601. */
  readonly startedAt: string;
  /** When it was first sent, after waiting for its turn and a line, ISO 8601. Limits count from it. @default `startedAt` */
  readonly dialedAt?: string;
  /** Its number among the person's attempts over all calls, as their ledger counts: 1, 2, 3… */
  readonly sequence?: number;
}

/** One ring of one phone, and how it ended. */
export interface Attempt extends Dialing {
  readonly number: number;
  readonly step: string;
  /** E.164. */
  readonly destinationPhoneNumber: string;
  /** From Amazon Connect's record if it has one, otherwise as requested. */
  readonly queueId?: string;
  /** E.164. */
  readonly sourcePhoneNumber?: string;
  readonly contactFlowId: string;
  /** When it ended, or when the call stopped trying to learn how; ISO 8601, never later than the workflow's clock. */
  readonly endedAt: string;
  readonly disposition: Disposition;
  /** Did this attempt reach the person, as defined by the policy's `reachedWhen`? */
  readonly reached: boolean;
  /** The person does not want such calls, as defined by the policy's `refusedWhen`. */
  readonly refused?: boolean;
  /** The person asked to be called at a time, as defined by the policy's `callbacks`. */
  readonly callbackRequest?: CallbackRequest;
  /** The instant that was asked for, ISO 8601 in UTC: this attempt is a callback, and uses up no attempt of the policy. */
  readonly callbackFor?: string;
  readonly contactId?: string;
  /** The end of this attempt was not seen: the phone may be ringing or the person talking. */
  readonly phoneMayBeRinging?: boolean;
  /**
   * The answer to its dial was lost, and a search after the quiet period proved that it has no contact. It counts nowhere: no phone rang.
   */
  readonly neverRang?: true;
  /** Seconds from the dial to the answer or the end, by Amazon Connect's clock. */
  readonly ringSeconds?: number;
  /** Seconds from the answer to the end, by Amazon Connect's clock. */
  readonly talkSeconds?: number;
  readonly agentId?: string;
  /** Amazon Connect's own value, an open set. */
  readonly disconnectReason?: string;
  /** Amazon Connect's own value, an open set. */
  readonly answeringMachineDetectionStatus?: string;
  /** Amazon Connect's guess at what cut the contact short. */
  readonly potentialDisconnectIssue?: string;
  /** From 1 (bad) to 5 (good). */
  readonly customerAudioQuality?: number;
  /** From 1 (bad) to 5 (good). */
  readonly agentAudioQuality?: number;
  /** Why it is not known how the attempt ended, or why it was refused. */
  readonly why?: string;
}

/** The members of an ended attempt that later decisions need. */
export type AttemptFacts = Pick<
  Attempt,
  | 'number'
  | 'step'
  | 'destinationPhoneNumber'
  | 'startedAt'
  | 'dialedAt'
  | 'endedAt'
  | 'sequence'
  | 'disposition'
  | 'reached'
  | 'refused'
  | 'callbackRequest'
  | 'callbackFor'
  | 'phoneMayBeRinging'
  | 'neverRang'
  | 'contactId'
  | 'talkSeconds'
>;

export function factsOfAttempt(attempt: Attempt): AttemptFacts {
  const { number, step, destinationPhoneNumber, startedAt, dialedAt, endedAt, sequence } = attempt;
  const { disposition, reached, refused, phoneMayBeRinging, neverRang, contactId, talkSeconds } = attempt;
  const { callbackRequest, callbackFor } = attempt;
  return {
    ...{ number, step, destinationPhoneNumber, startedAt, dialedAt, endedAt, sequence },
    ...{ disposition, reached, refused, phoneMayBeRinging, neverRang, contactId, talkSeconds },
    ...{ callbackRequest, callbackFor },
  };
}

export function dialingOf({ startedAt, dialedAt, sequence }: Dialing): Dialing {
  return {
    startedAt,
    ...(dialedAt === undefined ? {} : { dialedAt }),
    ...(sequence === undefined ? {} : { sequence }),
  };
}

/** The record of an attempt that was found late replaces its earlier one. */
export function withRecords<T extends Pick<Attempt, 'number'>>(
  attempts: readonly T[],
  recorded: readonly T[],
): readonly T[] {
  const all = [...attempts];
  for (const attempt of recorded) all[attempt.number - 1] = attempt;
  return all;
}

/** The attempt's id: the same in every run of the call. The contact carries it in its attributes, which proves where it belongs. */
export function attemptId(call: CallIdentity, number: number): string {
  return `${call.firstExecutionRunId}.${number}`;
}

/** The call that made an attempt, from the attempt's id. */
export function callOfAttempt(workflowId: string, id: string): CallIdentity {
  return { workflowId, firstExecutionRunId: id.slice(0, id.lastIndexOf('.')) };
}

/** The number of this call's attempt that an id names; undefined for another call's id. */
export function attemptNumber(call: CallIdentity, id: string): number | undefined {
  const prefix = `${call.firstExecutionRunId}.`;
  const number = id.startsWith(prefix) ? Number(id.slice(prefix.length)) : Number.NaN;
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

/** How an attempt ended, as far as it can be known. */
export type AttemptEnding =
  /** Amazon Connect's record shows an end. */
  | { readonly how: 'contact'; readonly contact: Contact; readonly stoppedByUs: boolean }
  /** Amazon Connect refused to dial this destination: no phone rang. */
  | { readonly how: 'refused'; readonly why: string }
  /** A search proved that Amazon Connect never made a contact of it. */
  | { readonly how: 'never-rang'; readonly why: string }
  /** Whether the phone rang, or how the attempt ended, can't be learned. */
  | {
      readonly how: 'lost';
      readonly why: string;
      readonly contactId?: string;
      readonly phoneMayBeRinging: boolean;
    };

/** An attempt that has ended and is not yet recorded. */
export interface EndedAttempt extends Dialing {
  readonly plan: AttemptPlan;
  readonly ending: AttemptEnding;
}
