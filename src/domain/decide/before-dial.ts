/** What the activity of a policy's `beforeDial` is given: plain JSON. */
export interface BeforeDialQuestion {
  readonly workflowId: string;
  /** Of the call's first run: with the workflow ID it names the call for ever. */
  readonly runId: string;
  /** The attempt that is to be made, 1 for the first. Asked again (after a throttled dial, say), it is the same number. */
  readonly attempt: number;
  readonly step: string;
  /** E.164. */
  readonly destinationPhoneNumber: string;
  /** What the call is about, as the request has it. */
  readonly subject?: string;
  readonly name?: string;
  /** The request's, with the step's laid over them. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** What it answers: dial now; not before an instant (ISO 8601 with an offset), then ask again; or never, which ends the call. */
export type BeforeDialAnswer =
  | { readonly allow: true }
  | { readonly waitUntil: string; readonly reason?: string }
  | { readonly refuse: string };

/** What a call was last told instead of `{"allow": true}`, and by whom; forgotten once it is allowed to dial. */
export interface HeardBeforeDial {
  readonly activity: string;
  readonly taskQueue: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** How often in a row it was not allowed. */
  readonly times: number;
  /** As it came, by whoever wrote the activity, in whatever language; or why none came. */
  readonly said: { readonly answer: unknown } | { readonly failure: string };
}

/**
 * The one answer that lets a call be dialed. All else is for `decide` to read: what follows from this one is in the history of the
 * workflow, and can't be changed.
 */
export function isAllowed(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || !('allow' in answer)) return false;
  const { allow, ...others } = answer;
  return allow === true && Object.values(others).every((other) => other === null || other === undefined);
}
