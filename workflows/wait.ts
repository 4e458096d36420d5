import { condition, isCancellation } from '@temporalio/workflow';
import { CallPhase } from '../src/domain/call-status';
import type { Decision } from '../src/domain/decision';
import type { LiveCall } from './live-call';
import { enter, publishSearchAttributes } from './publish';
import { waitForOthers, whoIsInTheWay, type InTheWay } from './wait-for-others';

/** Decisions after which a call may have to wait. */
type Awaited = Exclude<Decision, { do: 'finish' | 'look-up' }>;

/** When a dial's turn comes; once it has, what is in its way is waited for while there is time to dial. Milliseconds since the epoch. */
export function waitsUntil(call: LiveCall, decision: Awaited, now: number): number {
  if (decision.do === 'hold') return Date.parse(decision.until);
  const { at, reviewAt = at, notAfter, attempt } = decision;
  const turn = Date.parse(reviewAt);
  return turn <= now && call.notSent && whoIsInTheWay(call, attempt)
    ? Math.min(call.notSent.until, Date.parse(notAfter))
    : turn;
}

/** Until the instant, or until something changed; a cancellation ends it too. Afterwards everything is decided afresh. */
export async function waitUntil(
  call: LiveCall,
  until: number,
  decision: Awaited,
  { seen, now }: { readonly seen: number; readonly now: number },
): Promise<void> {
  const inTheWay = decision.do === 'dial' ? watchedBefore(call, until, decision, now) : undefined;
  call.waitsFor = decision.do === 'dial' && Date.parse(decision.at) <= now ? inTheWay : undefined;
  enter(call, decision.do === 'hold' ? CallPhase.Paused : CallPhase.Waiting);
  publishSearchAttributes(call);
  const summary =
    decision.do === 'dial' ? `Attempt ${decision.attempt.number} · ${decision.attempt.step}` : 'Paused';
  try {
    if (inTheWay) {
      const isFree = await waitForOthers(call, inTheWay, { until, seen });
      // An activity is given up when its next retry would come too late: the rest of the time is waited out.
      if (isFree || !call.waitsFor || call.changes !== seen) return;
    }
    await condition(() => call.changes !== seen, Math.max(1, until - Date.now()), { summary });
  } catch (error) {
    if (!isCancellation(error)) throw error;
  } finally {
    call.waitsFor = undefined;
  }
}

/**
 * Until hours open there is no need to know how long a hold, or another call, lasts. Workers of before put a dial off for an hour
 * on hold, and watched then.
 */
function watchedBefore(
  call: LiveCall,
  until: number,
  { at, attempt }: Extract<Decision, { do: 'dial' }>,
  now: number,
): InTheWay | undefined {
  const { notSent, onHold } = call;
  if (!notSent || until > notSent.until) return undefined;
  const turn = Date.parse(at);
  if (turn <= now) return whoIsInTheWay(call, attempt);
  return turn >= notSent.until && onHold !== undefined ? { who: 'hold', instanceId: onHold } : undefined;
}
