/** How one attempt ended. */
export const Disposition = {
  /** The phone was answered, by a person as far as Amazon Connect can tell (see `voicemail`). */
  Answered: 'answered',
  /** Answered by a machine. Detected only with campaign traffic and answering machine detection. */
  Voicemail: 'voicemail',
  /** It rang until the ring timeout, or the network could not deliver the call at that time. */
  NoAnswer: 'no-answer',
  /** The line was engaged. */
  Busy: 'busy',
  /** Answered and queued, but the person hung up, or the flow gave up, before an agent answered. */
  Abandoned: 'abandoned',
  /** The number does not exist or is out of use. */
  InvalidNumber: 'invalid-number',
  /** Several networks suggest that calls from this number are blocked. */
  Blocked: 'blocked',
  /** Amazon Connect refuses to dial this destination from this instance. */
  NotAllowed: 'not-allowed',
  /** Answered by a fax machine. */
  Fax: 'fax',
  /** The destination's network had a problem; the number is believed to be valid. */
  TelecomProblem: 'telecom-problem',
  /** Stopped by this package before it was answered. */
  Cancelled: 'cancelled',
  /** Not known, or not known yet: the answer to the dial was lost, or Amazon Connect gave an unknown reason. */
  Unknown: 'unknown',
} as const;

export type Disposition = (typeof Disposition)[keyof typeof Disposition];

export const dispositions: readonly Disposition[] = Object.values(Disposition);

/** Dispositions after which dialing the same number again is useless. */
export const undialable: ReadonlySet<Disposition> = new Set([
  Disposition.InvalidNumber,
  Disposition.NotAllowed,
  Disposition.Blocked,
  Disposition.Fax,
]);
