import type { Contact } from './contact';
import type { DialOptions } from '../policy/dial-options';
import type { Disposition } from './disposition';

/** Who a call is; the ClientToken of each of its attempts is made from it. All three survive a reset, a workflow retry and continue-as-new. */
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
}

/** How long its phone rings at most, milliseconds: 60 s where no ring timeout is named (API reference, StartOutboundVoiceContact). */
export function ringOf({ ringTimeoutInSeconds = 60 }: Pick<AttemptPlan, 'ringTimeoutInSeconds'>): number {
  return ringTimeoutInSeconds * 1000;
}

/** When an attempt was made. */
export interface Dialing {
  /** When the dial was asked for, ISO 8601. */
  readonly startedAt: string;
  /** When it was first sent, after its wait for a turn and a line, ISO 8601: limits count from it. @default `startedAt` */
  readonly dialedAt?: string;
  /** Which contact of the person it is over all calls, as their ledger counts: 1, 2, 3… */
  readonly contactNumber?: number;
}

/** One ring of one phone, and how it ended. */
export interface Attempt extends Dialing {
  readonly number: number;
  readonly step: string;
  /** E.164. */
  readonly destinationPhoneNumber: string;
  /** As Amazon Connect has it where it says so, otherwise as it was asked for. */
  readonly queueId?: string;
  /** E.164. */
  readonly sourcePhoneNumber?: string;
  readonly contactFlowId: string;
  /** When it ended, or when we gave up learning how; ISO 8601, never later than the workflow's clock. */
  readonly endedAt: string;
  readonly disposition: Disposition;
  /** Did this attempt reach the person, as the policy defines it? */
  readonly reached: boolean;
  /** The person does not want such calls, as the policy's `refusedWhen` tells. */
  readonly refused?: boolean;
  readonly contactId?: string;
  /** Nobody saw this attempt end: the phone may be ringing or the person talking. */
  readonly phoneMayBeRinging?: boolean;
  /** From the dial to the answer or the end, on Amazon Connect's clock. */
  readonly ringSeconds?: number;
  /** From the answer to the end, on Amazon Connect's clock. */
  readonly talkSeconds?: number;
  readonly agentId?: string;
  /** Amazon Connect's own words, an open set. */
  readonly disconnectReason?: string;
  /** Amazon Connect's own words, an open set. */
  readonly answeringMachineDetectionStatus?: string;
  /** What Amazon Connect guesses to have cut the contact short. */
  readonly potentialDisconnectIssue?: string;
  /** From 1 (bad) to 5 (good). */
  readonly customerAudioQuality?: number;
  /** From 1 (bad) to 5 (good). */
  readonly agentAudioQuality?: number;
  /** Why it is not known how the attempt ended, or why it was refused. */
  readonly why?: string;
}

/** What later decisions need of an attempt that has ended. It does not grow with what a record keeps. */
export type AttemptFacts = Pick<
  Attempt,
  | 'number'
  | 'step'
  | 'destinationPhoneNumber'
  | 'startedAt'
  | 'dialedAt'
  | 'endedAt'
  | 'contactNumber'
  | 'disposition'
  | 'reached'
  | 'refused'
  | 'phoneMayBeRinging'
  | 'contactId'
  | 'talkSeconds'
>;

export function factsOfAttempt(attempt: Attempt): AttemptFacts {
  const { number, step, destinationPhoneNumber, startedAt, dialedAt, endedAt, contactNumber } = attempt;
  const { disposition, reached, refused, phoneMayBeRinging, contactId, talkSeconds } = attempt;
  return {
    ...{ number, step, destinationPhoneNumber, startedAt, dialedAt, endedAt, contactNumber },
    ...{ disposition, reached, refused, phoneMayBeRinging, contactId, talkSeconds },
  };
}

export function dialingOf({ startedAt, dialedAt, contactNumber }: Dialing): Dialing {
  return {
    startedAt,
    ...(dialedAt === undefined ? {} : { dialedAt }),
    ...(contactNumber === undefined ? {} : { contactNumber }),
  };
}

/** An attempt that was found late takes the place of the one that was given up. */
export function withRecords<T extends Pick<Attempt, 'number'>>(
  attempts: readonly T[],
  recorded: readonly T[],
): readonly T[] {
  const all = [...attempts];
  for (const attempt of recorded) all[attempt.number - 1] = attempt;
  return all;
}

/**
 * The attempt's id: the same in every run of the call. It travels in the contact's attributes,
 * so that a contact can be proved to belong to an attempt.
 */
export function attemptId(call: CallIdentity, number: number): string {
  return `${call.firstExecutionRunId}.${number}`;
}

/** The call that an attempt was made by, as its id tells. */
export function callOfAttempt(workflowId: string, id: string): CallIdentity {
  return { workflowId, firstExecutionRunId: id.slice(0, id.lastIndexOf('.')) };
}

/** The attempt of this call that an id names. */
export function attemptNumber(call: CallIdentity, id: string): number | undefined {
  const prefix = `${call.firstExecutionRunId}.`;
  const number = id.startsWith(prefix) ? Number(id.slice(prefix.length)) : Number.NaN;
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

/** What is known of an attempt once nothing more will be asked about it. */
export type AttemptEnding =
  /** Amazon Connect's record of it has an end. */
  | { readonly how: 'contact'; readonly contact: Contact; readonly stoppedByUs: boolean }
  /** Amazon Connect refused to dial this destination: no phone rang. */
  | { readonly how: 'refused'; readonly why: string }
  /** It can't be learned whether the phone rang, or how it ended. */
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
