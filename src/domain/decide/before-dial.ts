/** The input of a policy's `beforeDial` activity: plain JSON. */
export interface BeforeDialQuestion {
  readonly workflowId: string;
  /** ID of the call's first run. Together with the workflow ID, it identifies the call for good. */
  readonly runId: string;
  /** Number of the next attempt, 1 for the first. A repeated question, such as after a throttled dial, has the same number. */
  readonly attempt: number;
  readonly step: string;
  /** E.164. */
  readonly destinationPhoneNumber: string;
  /** The request's `subject`. */
  readonly subject?: string;
  readonly name?: string;
  /** The request's attributes, overridden by the step's. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Its answer: dial now; wait until an instant (ISO 8601 with an offset) and ask again; or refuse, which ends the call. */
export type BeforeDialAnswer =
  | { readonly allow: true }
  | { readonly waitUntil: string; readonly reason?: string }
  | { readonly refuse: string };

/** The last answer other than `{"allow": true}`, and which activity gave it; cleared once a dial is allowed. */
export interface BeforeDialReply {
  readonly activity: string;
  readonly taskQueue: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** How many times in a row no dial was allowed. */
  readonly tries: number;
  /** The unchecked answer, or why there is none. */
  readonly result: { readonly answer: unknown } | { readonly failure: string };
}

/**
 * Is this the answer that allows a dial? The workflow checks only this, since its consequence is fixed in the history. `decide`
 * interprets all other answers.
 */
export function isAllowed(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || !('allow' in answer)) return false;
  const { allow, ...others } = answer;
  return allow === true && Object.values(others).every((other) => other === null || other === undefined);
}
