import { z } from 'zod';
import { saysNotSent } from '../domain/says-not-sent';
import type { ActivityEnd } from './call-event';

/** Whether Amazon Connect got an attempt's request. `not-sent` is proved; everything unproved counts as `maybe-sent`. */
export type DialState = 'not-sent' | 'maybe-sent' | { readonly contactId: string };

/** @param before the state after the earlier dials of the same attempt in the same run */
export function afterDial(before: DialState, end: ActivityEnd): DialState {
  const maybeSent = typeof before === 'object' ? before : 'maybe-sent';
  switch (end.how) {
    case 'open':
      return maybeSent;
    case 'timed-out':
    case 'cancelled':
      return end.wasStarted ? maybeSent : before;
    case 'failed':
      // A worker without this activity sends nothing.
      return end.type === 'NotFoundError' || saysNotSent(end) ? before : maybeSent;
    case 'completed': {
      const { result, contactId } = dialedSchema.safeParse(end.result).data ?? {};
      if (result === 'started' && contactId !== undefined) return { contactId };
      if (result === 'redecided' || result === 'corrected') return before;
      // After a lost dial, `not-sent` means that the ledger never granted the attempt.
      if (result === 'not-sent') return before === 'maybe-sent' ? 'not-sent' : before;
      return maybeSent;
    }
  }
}

/** Merge the states of one attempt in two runs: a known contact outweighs `maybe-sent`, which outweighs `not-sent`. */
export function eitherDial(one: DialState, other: DialState): DialState {
  if (typeof one === 'object') return one;
  return one === 'not-sent' ? other : typeof other === 'object' ? other : one;
}

const dialedSchema = z.object({ result: z.string(), contactId: z.string().optional() });
