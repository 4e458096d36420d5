/** How a call ended. */
export const Outcome = {
  /** The person was reached, as defined by the policy's `reachedWhen`. */
  Reached: 'reached',
  /** A voicemail answered, and the policy stops at voicemails. */
  Voicemail: 'voicemail',
  /** Every attempt that the policy allows was made. */
  Exhausted: 'exhausted',
  /** No number of this person can be dialed. */
  Undialable: 'undialable',
  /** The deadline has passed, or comes before the next permitted instant. */
  Expired: 'expired',
  /** The person does not want to be called. */
  OptedOut: 'opted-out',
  /** The call was cancelled. */
  Cancelled: 'cancelled',
  /** Code said that the call is no longer needed: the person was reached in another way, or the errand is void. */
  Concluded: 'concluded',
} as const;

export type Outcome = (typeof Outcome)[keyof typeof Outcome];

export function isOutcome(value: unknown): value is Outcome {
  return Object.values<unknown>(Outcome).includes(value);
}
