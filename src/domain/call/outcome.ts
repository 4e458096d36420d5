/** How a call ended. */
export const Outcome = {
  /** The person was reached, as the policy's `reachedWhen` defines it. */
  Reached: 'reached',
  /** The policy stops at a voicemail, and there was one. */
  Voicemail: 'voicemail',
  /** Every attempt that the policy allows was made. */
  Exhausted: 'exhausted',
  /** No number of this person can be dialed. */
  Undialable: 'undialable',
  /** The deadline passed, or comes before the next permitted instant. */
  Expired: 'expired',
  /** The person does not want to be called. */
  OptedOut: 'opted-out',
  /** The call was cancelled. */
  Cancelled: 'cancelled',
} as const;

export type Outcome = (typeof Outcome)[keyof typeof Outcome];
