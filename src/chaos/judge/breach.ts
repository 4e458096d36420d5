/** A broken promise. */
export interface Breach {
  readonly promise: Promised;
  /** The call, if it concerns one call. */
  readonly workflowId?: string | undefined;
  /** What was observed, in a sentence. */
  readonly detail: string;
}

/** The promises that a storm checks. */
export const promises = {
  'one-ring': 'an attempt rings a phone at most once',
  'an-outcome': 'every call has an outcome',
  'one-life': 'one workflow ID is one call',
  accounted: 'every contact that rang is recorded by exactly one call',
  'no-overlap': 'a person is not called while an earlier contact of the call is live',
  'one-call-at-a-time': 'a person is not called while a contact of another call to them is live',
  'within-limits': 'all calls together ring a person no more often than the limit allows',
  'opt-out-respected': 'no phone of a person rings after their opt-out is confirmed',
  'explained-opt-out': 'a call ends as opted-out only when the person had opted out',
  'paused-is-quiet': 'a workflow that Temporal has paused dials nothing',
  'not-left-ringing': 'when a call ends without phoneMayBeRinging, all its contacts have ended',
  'true-record': "a call's record of an attempt matches the simulator's",
  'explained-unknown': 'an attempt is unknown only after a lost answer or a dead worker',
  'found-unknown': 'at least 95 % of the contacts whose ID was lost are found',
  'same-end': 'at least 99 % of calls end as without faults',
} as const;

export type Promised = keyof typeof promises;
