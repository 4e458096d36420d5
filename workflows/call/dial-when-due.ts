import { ActivityFailure, isCancellation } from '@temporalio/workflow';
import { pauseBeforePollMs, polledBlock, unblocked, type PolledBlock } from '../../src/domain/decide/blocked';
import { CallPhase } from '../../src/domain/call/call-status';
import type { Decision } from '../../src/domain/decide/decision';
import { inMarkdown } from '../../src/domain/markdown';
import { awaitUnblockedActivity } from '../activity-proxies';
import { mayDial } from './before-dial';
import { change, type Call } from './call';
import { makeAttempt } from './make-attempt';
import { enter, publishSearchAttributes } from './publish';
import { waitUntil } from './wait';
import { workUntil } from './work-until';

type DialDecision = Extract<Decision, { do: 'dial' }>;

/** Wait until a dial is due and not blocked, then make the attempt. Returns early when a new decision is needed. */
export async function dialWhenDue(call: Call, decision: DialDecision): Promise<undefined> {
  const seen = call.run.changes;
  const { at, reviewAt, notAfter, attempt } = decision;
  const begun = Date.now();
  const turn = Date.parse(reviewAt ?? at);
  if (turn > begun) {
    enter(call, CallPhase.Waiting);
    publishSearchAttributes(call);
    if (!(await waitUntil(call, turn, summaryOf(decision)))) return;
  }
  // Not due yet: the hours must be reviewed first.
  if (Date.parse(at) > Date.now()) return;
  const block = polledBlock(call.state.blocked, attempt.instanceId, Date.now());
  if (block) {
    const until = Math.min(block.until, Date.parse(notAfter));
    if (!(await awaitUnblocked(call, block, { until, summary: summaryOf(decision) }))) return;
  }
  if (!(await mayDial(call, decision)) || call.run.changes !== seen) return;
  // The dial confirms a decision that has waited: the clock has moved on, and time-zone data may have changed.
  const mustConfirm = Date.now() > begun || begun - call.run.decidedOn > freshForMs;
  await makeAttempt(call, decision, { mustConfirm });
}

/** A younger decision needs no confirmation; milliseconds. */
const freshForMs = 60_000;

function summaryOf({ attempt }: DialDecision): string {
  return `Attempt ${attempt.number} · ${inMarkdown(attempt.step)}`;
}

/** @returns true when nothing blocks the dial; false when the time is over, or a new decision is needed */
async function awaitUnblocked(
  call: Call,
  block: PolledBlock,
  { until, summary }: { readonly until: number; readonly summary: string },
): Promise<boolean> {
  const { run, identity, state, given } = call;
  const seen = run.changes;
  const { destinationPhoneNumber: person } = state.request ?? given;
  run.waitsFor = block;
  enter(call, CallPhase.Waiting);
  publishSearchAttributes(call);
  try {
    const pause = pauseBeforePollMs(block);
    if (pause > 0 && !(await waitUntil(call, Math.min(Date.now() + pause, until), summary))) return false;
    const poll = awaitUnblockedActivity(block, Math.max(1, until - Date.now()));
    await workUntil(
      () => run.changes !== seen,
      () => poll({ call: identity, person, block }),
    );
    change(call, { blocked: unblocked(block, Date.now()) });
    return true;
  } catch (error) {
    if (isCancellation(error)) return false;
    if (!(error instanceof ActivityFailure)) throw error;
    // Temporal fails the activity when its next retry would come too late, so the call waits for the rest of the time.
    if (run.changes === seen) await waitUntil(call, until, summary);
    return false;
  } finally {
    run.waitsFor = undefined;
  }
}
