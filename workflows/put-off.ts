import type { AttemptPlan } from '../src/domain/attempt';
import type { Barred } from '../src/domain/contacts/barred';
import type { LiveCall } from './live-call';
import { patience } from './patience';

/** Nothing was sent: the next dial comes later. */
export function putOff(call: LiveCall, why: string, retryAfter: number, barred?: Barred): void {
  if (barred?.by === 'other-call') {
    call.notSent = forOtherCall(call, why, retryAfter, barred);
    call.askOtherCallEvery = barred.askEvery;
    call.engagedInARow += 1;
    // Another cause is a new one.
    call.notSentInARow = 0;
    return;
  }
  call.engagedInARow = 0;
  call.askOtherCallEvery = undefined;
  call.notSent = { until: Date.now() + patience(retryAfter, call.notSentInARow), why };
  // A dial that was handed back to be taken by another worker met no fault.
  if (retryAfter > 0) call.notSentInARow += 1;
}

function forOtherCall(
  { engagedInARow }: LiveCall,
  why: string,
  retryAfter: number,
  { until, askEvery }: Extract<Barred, { by: 'other-call' }>,
): LiveCall['notSent'] {
  if (until !== undefined) return { until, why };
  if (askEvery !== undefined) return { until: Date.now() + longestWait, why, isWatched: true };
  // As a worker of before had it: the next dial asks again.
  const wait = patience(retryAfter, engagedInARow, Math.max(retryAfter, longestEngaged));
  return { until: Date.now() + wait, why };
}

/** Somebody said no: what is decided next goes by it. */
export function heed(call: LiveCall, barred: Barred, { instanceId }: AttemptPlan): void {
  switch (barred.by) {
    case 'hold':
      call.onHold = instanceId;
      call.notSent = { until: Date.now() + longestWait, why: call.notSent?.why ?? '', isWatched: true };
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

/** Milliseconds: so often a call that waits for somebody asks with a dial; meanwhile an activity asks, without an event in the history. */
const longestWait = 60 * 60_000;
