import { condition, isCancellation } from '@temporalio/workflow';
import { CallPhase } from '../src/domain/call-status';
import type { Decision } from '../src/domain/decision';
import type { LiveCall } from './live-call';
import { enter, publishSearchAttributes } from './publish';
import { waitForOthers, whoIsInTheWay } from './wait-for-others';

/** Decisions after which a call may have to wait. */
type Awaited = Exclude<Decision, { do: 'finish' | 'look-up' }>;

/** When a dial's turn comes; once it has, what is in its way is waited for while there is time to dial. Milliseconds since the epoch. */
export function waitsUntil({ notSent }: LiveCall, decision: Awaited, now: number): number {
  if (decision.do === 'hold') return Date.parse(decision.until);
  const { at, reviewAt = at, notAfter } = decision;
  const turn = Date.parse(reviewAt);
  return turn <= now && notSent?.isWatched ? Math.min(notSent.until, Date.parse(notAfter)) : turn;
}

/** Until the instant, or until something changed; a cancellation ends it too. Afterwards everything is decided afresh. */
export async function waitUntil(
  call: LiveCall,
  until: number,
  decision: Awaited,
  { seen, now }: { readonly seen: number; readonly now: number },
): Promise<void> {
  // Until hours open there is no need to know how long the hold, or the other call, lasts.
  const isForOthers = decision.do === 'dial' && call.notSent !== undefined && until <= call.notSent.until;
  const inTheWay = isForOthers ? whoIsInTheWay(call) : undefined;
  call.waitsFor = decision.do === 'dial' && Date.parse(decision.at) <= now ? inTheWay : undefined;
  enter(call, decision.do === 'hold' ? CallPhase.Paused : CallPhase.Waiting);
  publishSearchAttributes(call);
  const summary =
    decision.do === 'dial' ? `Attempt ${decision.attempt.number} · ${decision.attempt.step}` : 'Paused';
  try {
    if (inTheWay) {
      await waitForOthers(call, until, seen);
      return;
    }
    await condition(() => call.changes !== seen, Math.max(1, until - Date.now()), { summary });
  } catch (error) {
    if (!isCancellation(error)) throw error;
  } finally {
    call.waitsFor = undefined;
  }
}
