import type { Attempt, AttemptFacts } from './attempt';
import type { CallFacts } from './call-facts';
import { Disposition } from './disposition';

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

/** The callback that was asked for last, unless it has been made, or the policy allows no more. */
export function pendingCallback({ attempts = [], control, request }: CallSoFar): Callback | undefined {
  const { callbacks } = request.policy;
  if (!callbacks) return undefined;
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
  if (!last) return undefined;
  const tries = triesOf(attempts, last.at);
  // No phone has rung, so it is tried from another caller ID.
  const isToBeMade =
    tries.length > 0
      ? tries.every(({ disposition }) => disposition === Disposition.Blocked)
      : callbacksMade(attempts).length < callbacks.atMost;
  return isToBeMade ? last : undefined;
}

type Try = Pick<AttemptFacts, 'callbackFor' | 'neverRang'>;

/** The instants for which callbacks were dialed, and rang or may have, or were blocked; milliseconds since the epoch. */
export function callbacksMade(attempts: readonly Try[]): number[] {
  const instants = attempts.flatMap(({ callbackFor, neverRang }) =>
    callbackFor === undefined || neverRang ? [] : [Date.parse(callbackFor)],
  );
  return [...new Set(instants)];
}

/** The attempts for the callback of this instant, milliseconds since the epoch, without those that never rang. */
export function triesOf<T extends Try>(attempts: readonly T[], at: number): T[] {
  return attempts.filter((attempt) => callbacksMade([attempt]).includes(at));
}
