import type { DialInput, DialResult } from '../../src/contract/dial';

/** The result of a dial that sent nothing itself. */
export function notSentYet(
  { firstSentAt }: Pick<DialInput, 'firstSentAt'>,
  why: string,
  retryAfter: number,
): DialResult {
  return firstSentAt === undefined
    ? { result: 'not-sent', obstacle: { by: 'fault', why, retryAfterMs: retryAfter } }
    : { result: 'maybe-sent', why: `not sent again: ${why}`, firstSentAt };
}

/** Milliseconds. The workflow's clock may be behind the worker's; without a pause it would schedule the same late dial again at once. */
export const lateDelayMs = 15_000;
