import type { AttemptPlan } from '../src/domain/attempt';
import type { Barred } from '../src/domain/contacts/barred';
import type { LiveCall } from './live-call';
import { patience } from './patience';

/** Nothing was sent: the next dial comes later. */
export function putOff(call: LiveCall, why: string, retryAfter: number, barred?: Barred): void {
  if (barred?.by === 'other-call') {
    const wait = patience(retryAfter, call.engagedInARow, Math.max(retryAfter, longestEngaged));
    call.notSent = { until: barred.until ?? Date.now() + wait, why };
    call.engagedInARow += 1;
    // Another cause is a new one.
    call.notSentInARow = 0;
    return;
  }
  call.engagedInARow = 0;
  call.notSent = { until: Date.now() + patience(retryAfter, call.notSentInARow), why };
  // A dial that was handed back to be taken by another worker met no fault.
  if (retryAfter > 0) call.notSentInARow += 1;
}

/** Somebody said no: what is decided next goes by it. */
export function heed(call: LiveCall, barred: Barred, { instanceId }: AttemptPlan): void {
  switch (barred.by) {
    case 'hold':
      call.onHold = instanceId;
      call.notSent = { until: Date.now() + longestHold, why: call.notSent?.why ?? '' };
      call.notSentInARow = 0;
      break;
    case 'opt-out':
      call.optedOut ??= { reason: barred.reason };
      break;
    case 'other-call':
      break;
    case 'limit':
      call.contacts = barred.contacts;
      break;
  }
}

/** Milliseconds: the end of another call to the person is noticed within a minute. */
const longestEngaged = 60_000;

/** Milliseconds: so often a call on hold asks with a dial; meanwhile an activity asks, without an event in the history. */
const longestHold = 60 * 60_000;
