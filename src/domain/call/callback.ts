import type { Attempt } from './attempt';
import type { CallFacts } from './call-facts';

/** For people, without the attribute's value, which may be personal data. */
export function callbackWarnings({ number, callbackRequest: request }: Attempt): string[] {
  if (!request || !('why' in request)) return [];
  return [`The callback that attempt ${number} asks for is not made: ${request.why}.`];
}

/** A callback that is yet to be made. Milliseconds since the epoch. */
export interface Callback {
  readonly at: number;
  /** It may be made up to this instant. */
  readonly until: number;
  /** The attempt that asked for it, or that it was asked for after; 0 if there was none. */
  readonly after: number;
  readonly by: 'person' | 'code';
}

/** A call, or one that has not begun. */
export type CallSoFar = Pick<CallFacts, 'startedAt' | 'request'> &
  Partial<Pick<CallFacts, 'attempts' | 'control'>>;

/** Nothing is dialed after the deadline, except a callback. Milliseconds since the epoch. */
export function deadlineOf({ startedAt, request }: Pick<CallFacts, 'startedAt' | 'request'>): number {
  return startedAt + request.policy.limits.deadline;
}

/** The last instant at which the call may dial: the deadline, or that of a later callback. Milliseconds since the epoch. */
export function lastDialOf(call: CallSoFar): number {
  return Math.max(deadlineOf(call), pendingCallback(call)?.until ?? -Infinity);
}

/** The callback that was asked for last, unless it has been made. */
export function pendingCallback({ attempts = [], control, request }: CallSoFar): Callback | undefined {
  const { callbacks } = request.policy;
  const made = callbacksMade(attempts);
  if (!callbacks || made.length >= callbacks.atMost) return undefined;
  const asked = attempts.flatMap(({ number, endedAt, callbackRequest }): Callback[] => {
    if (!callbackRequest || !('at' in callbackRequest)) return [];
    const until = Date.parse(endedAt) + callbacks.within;
    return [{ at: Date.parse(callbackRequest.at), until, after: number, by: 'person' }];
  });
  const byCode = control?.callback;
  if (byCode && byCode.after >= (asked.at(-1)?.after ?? 0)) {
    const { at, after, givenAt } = byCode;
    asked.push({ at, until: givenAt + callbacks.within, after, by: 'code' });
  }
  const last = asked.at(-1);
  return last && made.includes(last.at) ? undefined : last;
}

/** The instants for which callbacks have rung, or may have; milliseconds since the epoch. */
export function callbacksMade(attempts: CallFacts['attempts']): number[] {
  return attempts.flatMap(({ callbackFor, neverRang }) =>
    callbackFor === undefined || neverRang ? [] : [Date.parse(callbackFor)],
  );
}
