import type { RefusedDisposition } from './errors';
import type { Disposition } from './script';

/** A disposition with a contact. For the others Amazon Connect refuses the request. */
export type DialedDisposition = Exclude<Disposition, RefusedDisposition>;

/** The course of a call. `detected` is the result of answering machine detection, if it is on. */
export type Course = UnansweredCourse | ConnectedCourse;

interface UnansweredCourse {
  readonly kind: 'unanswered';
  /** Whether the phone rings at all. */
  readonly rings: boolean;
  /** Seconds until the network ends the call. @default the ring timeout */
  readonly verdictSeconds?: number;
  readonly reason: string;
  readonly detected: string;
}

interface ConnectedCourse {
  readonly kind: 'connected';
  /** The last stage: the flow, the queue, or an agent. */
  readonly reaches: 'flow' | 'queue' | 'agent';
  readonly reason: string;
  readonly detected: string;
}

// Reasons and detection results from "Data model for Amazon Connect contact records". It is not established which of three
// reasons an unanswered call gets (TELECOM_TIMEOUT, TELECOM_UNANSWERED, TELECOM_ORIGINATOR_CANCEL); a script's
// `disconnectReason` selects another.
export const courses = {
  answered: {
    kind: 'connected',
    reaches: 'agent',
    reason: 'CUSTOMER_DISCONNECT',
    detected: 'HUMAN_ANSWERED',
  },
  'flow-only': {
    kind: 'connected',
    reaches: 'flow',
    reason: 'CONTACT_FLOW_DISCONNECT',
    detected: 'HUMAN_ANSWERED',
  },
  abandoned: {
    kind: 'connected',
    reaches: 'queue',
    reason: 'CUSTOMER_DISCONNECT',
    detected: 'HUMAN_ANSWERED',
  },
  voicemail: {
    kind: 'connected',
    reaches: 'flow',
    reason: 'CONTACT_FLOW_DISCONNECT',
    detected: 'VOICEMAIL_BEEP',
  },
  fax: {
    kind: 'connected',
    reaches: 'flow',
    reason: 'CONTACT_FLOW_DISCONNECT',
    detected: 'FAX_MACHINE_DETECTED',
  },
  'no-answer': {
    kind: 'unanswered',
    rings: true,
    reason: 'TELECOM_TIMEOUT',
    detected: 'AMD_UNANSWERED',
  },
  busy: {
    kind: 'unanswered',
    rings: false,
    verdictSeconds: 2,
    reason: 'TELECOM_BUSY',
    detected: 'SIT_TONE_BUSY',
  },
  'invalid-number': {
    kind: 'unanswered',
    rings: false,
    verdictSeconds: 1,
    reason: 'TELECOM_NUMBER_INVALID',
    detected: 'SIT_TONE_INVALID_NUMBER',
  },
  blocked: {
    kind: 'unanswered',
    rings: false,
    verdictSeconds: 1,
    reason: 'TELECOM_POTENTIAL_BLOCKING',
    detected: 'AMD_NOT_APPLICABLE',
  },
  'telecom-problem': {
    kind: 'unanswered',
    rings: false,
    verdictSeconds: 2,
    reason: 'TELECOM_PROBLEM',
    detected: 'AMD_NOT_APPLICABLE',
  },
} as const satisfies Readonly<Record<DialedDisposition, Course>>;
