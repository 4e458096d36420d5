import type { ApplicationFailure } from '@temporalio/workflow';
import { dialingOf } from '../../src/domain/call/attempt';
import { withBlockedCaller } from '../../src/domain/call/blocked-caller';
import { blockedBy, type Obstacle } from '../../src/domain/decide/blocked';
import { CallPhase } from '../../src/domain/call/call-status';
import type { Decision } from '../../src/domain/decide/decision';
import { change, type Call } from './call';
import { dialAttempt } from './dial-attempt';
import { followContact } from './follow-contact';
import { takeInHand } from './next-decision';
import { enter, publishSearchAttributes } from './publish';
import { receiveContact } from './reported-contacts';

/**
 * Dial, and follow the contact to its end. The result is kept for the next decision, which may already be made on return.
 *
 * @throws ApplicationFailure an exception of Amazon Connect that makes every attempt impossible
 */
export async function makeAttempt(
  call: Call,
  decision: Extract<Decision, { do: 'dial' }>,
  { mustConfirm }: { readonly mustConfirm: boolean },
): Promise<undefined> {
  const { run, state } = call;
  const { request, settings } = state;
  if (!request || !settings) throw new Error('Nothing is dialed before the request was checked');
  const { policy } = request;
  const { attempt: plan } = decision;
  const startedAt = new Date().toISOString();
  const { number, step, callbackFor } = plan;
  run.current = { number, step, startedAt, ...(callbackFor === undefined ? {} : { callbackFor }) };
  change(call, { lost: undefined });
  enter(call, CallPhase.Dialing);
  publishSearchAttributes(call);

  const dialed = await dialAttempt(call, { decision, policy, settings, mustConfirm });
  if (!['not-sent', 'redecided', 'corrected'].includes(dialed.result)) change(call, { blocked: undefined });
  switch (dialed.result) {
    case 'started': {
      const { contactId } = dialed;
      run.current = { ...run.current, contactId };
      enter(call, CallPhase.InProgress);
      await followContact(call, {
        plan,
        dialing: dialingOf({ startedAt, ...dialed }),
        contactId,
        policy,
        settings,
      });
      return;
    }
    case 'refused':
      run.ended = [{ plan, startedAt, ending: { how: 'refused', why: dialed.why } }];
      return;
    case 'lost': {
      const { why } = dialed;
      change(call, { lost: { plan, searches: 0 } });
      const ending = { how: 'lost', why, phoneMayBeRinging: true } as const;
      run.ended = [{ plan, ...dialingOf({ startedAt, ...dialed }), ending }];
      return;
    }
    case 'redecided':
      run.current = undefined;
      // A final decision also leaves the ledgers, which a dial does not do. So `decide` makes it again.
      if (dialed.decision.do !== 'finish') {
        takeInHand(call, dialed.decision, { changes: dialed.changes, decidedOn: Date.now() });
      }
      return;
    case 'corrected':
      run.current = undefined;
      receiveContact(call, dialed.contact);
      return;
    case 'not-sent':
      run.current = undefined;
      meet(call, dialed.obstacle, plan.instanceId);
      return;
    case 'no-such-resource':
      run.current = undefined;
      // With another policy, the name may belong to a different step.
      if (call.state.request === request) skipStep(call, plan.step, dialed.failure);
      return;
    case 'ring-timeout-refused':
      run.current = undefined;
      if (call.state.request === request) dialWithoutRingTimeout(call, dialed.why);
      return;
    case 'cancelled':
      run.current = undefined;
      return;
  }
}

/** The next decision respects what blocked the dial. */
function meet(call: Call, obstacle: Obstacle, instanceId: string): void {
  const { blocked: previous, control } = call.state;
  change(call, { blocked: blockedBy(obstacle, { previous, instanceId, now: Date.now() }) });
  if (obstacle.by === 'limit') change(call, { otherAttempts: obstacle.otherAttempts });
  if (obstacle.by === 'opt-out') {
    const { reason } = obstacle;
    change(call, { control: { ...control, optedOut: control.optedOut ?? { reason } } });
  }
  if (obstacle.by === 'earlier-call') {
    change(call, { control: { ...control, calledBefore: obstacle.earlier } });
  }
  // Kept in the state, so that workers that remember otherwise decide alike.
  if (obstacle.by === 'caller-id') {
    const { caller, why, forMs } = obstacle;
    const reported = { ...caller, why, until: Date.now() + forMs };
    change(call, { blockedCallers: withBlockedCaller(call.state.blockedCallers, reported) });
  }
  // Another worker may know a task queue that is served.
  if (obstacle.by === 'no-worker') change(call, { settings: undefined });
}

/** Continue without a step that can't be dialed. A call with no dialable step fails and says what to fix. */
function skipStep(call: Call, step: string, failure: ApplicationFailure): void {
  const { attempts, request } = call.state;
  const skippedSteps = [...call.state.skippedSteps, { step, why: failure.message }];
  change(call, { skippedSteps });
  const skipped = new Set(skippedSteps.map((one) => one.step));
  if (attempts.length === 0 && request?.policy.steps.every(({ name }) => skipped.has(name))) throw failure;
}

/**
 * Nothing has rung, so the attempt and its token are not used up. The next decision plans the attempt anew: a plan with a ring timeout
 * and one without are never sent beside each other.
 */
function dialWithoutRingTimeout(call: Call, why: string): void {
  const warning = `Amazon Connect refused an attempt with ringTimeoutInSeconds and without "trafficType": "CAMPAIGN", so this call dials without it and its phones may ring for 60 seconds: ${why}`;
  change(call, { refusesRingTimeout: true, warnings: [...call.state.warnings, warning] });
}
