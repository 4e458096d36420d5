/** A promise that was not kept. */
export interface Breach {
  readonly promise: Promised;
  /** The call, where it is one's. */
  readonly workflowId?: string | undefined;
  /** What was seen, in a sentence. */
  readonly detail: string;
}

/** What a storm must not break. */
export const promises = {
  'one-ring': 'an attempt rings a phone once at most',
  'an-outcome': 'every call comes to an outcome',
  'one-life': 'one workflow ID is one call',
  accounted: 'every contact that rang is in exactly one call',
  'no-overlap': 'a person is not called while an earlier contact of the call lasts',
  'not-left-ringing': 'a call that is over without saying that the phone may be ringing left it silent',
  'true-record': "what is recorded of an attempt is the simulator's truth",
  'explained-unknown': 'an attempt is unknown only where an answer was lost or a worker died',
  'found-unknown': 'of the contacts whose ID was lost at least 95 % are found',
  'same-end': 'at least 98 % of calls end as they do without faults',
} as const;

export type Promised = keyof typeof promises;
