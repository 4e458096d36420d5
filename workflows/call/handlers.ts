import { CancellationScope, log } from '@temporalio/workflow';
import { corrected } from '../../src/domain/call/after-call';
import type { CallState } from '../../src/domain/call/call-state';
import { isSameRequest } from '../../src/domain/call/same-request';
import type { PolicyInput } from '../../src/domain/policy/policy';
import { checkRequest } from '../activity-proxies';
import { change, isCancelled, statusOf, type Call } from './call';
import { explain } from './explain';
import { failureOf } from './failure-of';
import {
  calledBeforeSignal,
  changePolicyUpdate,
  concludeSignal,
  concludeUpdate,
  contactEndedSignal,
  explainQuery,
  optOutSignal,
  optOutUpdate,
  pauseUpdate,
  recordDispositionUpdate,
  personOptedOutSignal,
  rescheduleUpdate,
  resumeUpdate,
  statusQuery,
  type ConcludeRequest,
  type OptOutRequest,
} from '../../src/contract/call-messages';
import { listOptOut } from './opt-out';
import { attemptOf, refuseBadDisposition } from './record-disposition';
import { refuse, refuseWhenOver } from './refuse';
import { receiveContact } from './reported-contacts';
import { checkLater, refuseBadInstant, rescheduled } from './reschedule';
import { onQuery, onSignal, onUpdate } from '../handle';
import type { CheckedRequest } from '../../src/contract/decide';

/** Must run before the workflow first awaits anything, since messages may already be waiting. */
export function handleMessages(call: Call): void {
  const { run } = call;
  onQuery(statusQuery, () => statusOf(call), 'What the call is doing, has done, and does next');
  onQuery(explainQuery, () => explain(call), 'Why the call is not dialing now, in plain words');

  onSignal(
    contactEndedSignal,
    (contact) => {
      receiveContact(call, contact);
    },
    'How a contact of this call has ended',
  );

  const apply = (changed: Partial<CallState>) => {
    change(call, changed);
    run.changes += 1;
    return statusOf(call);
  };
  const control = (changed: Partial<CallState['control']>) =>
    apply({ control: { ...call.state.control, ...changed } });
  const refuseAfterEnd = () => {
    refuseWhenOver(call);
  };

  onUpdate(pauseUpdate, () => control({ paused: true }), 'Dial nothing until resumed', refuseAfterEnd);
  onUpdate(resumeUpdate, () => control({ paused: false }), 'Continue after a pause', refuseAfterEnd);
  const conclude = (given: ConcludeRequest) => {
    const { conclusion = given } = call.state;
    const hangUp = conclusion.hangUp === true || given.hangUp === true;
    return apply({ conclusion: { ...conclusion, hangUp } });
  };
  onUpdate(concludeUpdate, conclude, 'The call is no longer needed', (given) => {
    refuseWhenOver(call);
    if (isConcludedOtherwise(call, given)) refuse('The call is already concluded, with another result.');
  });
  onSignal(
    concludeSignal,
    (given) => {
      if (run.outcome === undefined && !isCancelled(call) && !isConcludedOtherwise(call, given))
        conclude(given);
      else log.warn('Signal conclude ignored: the call is over, being cancelled, or already concluded.');
    },
    'The call is no longer needed',
  );
  let listing: Promise<void> | undefined;
  const optOut = async (given: OptOutRequest) => {
    control({ optedOut: given });
    try {
      // Once for all opt-outs that come meanwhile: Temporal accepts 2,000 pending activities.
      listing ??= listOptOut(call, given).finally(() => {
        listing = undefined;
      });
      await listing;
    } catch (error) {
      const why = failureOf(error);
      const reason = why instanceof Error ? why.message : String(why);
      const warning = `The person is not on the do-not-call list, so later calls may reach them: ${reason}`;
      change(call, { warnings: [...new Set([...call.state.warnings, warning])] });
      throw why;
    }
  };
  onUpdate(
    optOutUpdate,
    async (given) => {
      await optOut(given);
      return statusOf(call);
    },
    'The person does not want to be called',
    refuseAfterEnd,
  );
  onSignal(
    optOutSignal,
    async (given) => {
      // A signal has no answer; the warning reports the failure.
      await optOut(given).catch(() => undefined);
    },
    'The person does not want to be called',
  );
  onSignal(
    personOptedOutSignal,
    ({ firstExecutionRunId, ...given }) => {
      // An earlier call may have had this one's ID.
      if (firstExecutionRunId !== call.identity.firstExecutionRunId) return;
      control({ optedOut: call.state.control.optedOut ?? given });
    },
    'The person is now on the do-not-call list',
  );
  onSignal(
    calledBeforeSignal,
    ({ firstExecutionRunId, earlier }) => {
      if (firstExecutionRunId === call.identity.firstExecutionRunId) control({ calledBefore: earlier });
    },
    'An earlier call with this workflow ID has ended',
  );
  onUpdate(
    recordDispositionUpdate,
    (given) => {
      const attempt = attemptOf(call, given) ?? 0;
      const corrections = [...call.state.corrections, { ...given, attempt }];
      run.corrected = [...run.corrected, attempt];
      return apply({ corrections, attempts: corrected(call.state.attempts, corrections) });
    },
    'The person was reached by an attempt, or has refused',
    (given) => {
      refuseWhenOver(call);
      refuseBadDisposition(call, given);
    },
  );
  onUpdate(
    rescheduleUpdate,
    (reschedule) => {
      const { notBefore, callback } = call.state.control;
      const status = control(rescheduled(call, reschedule));
      if (call.state.request) return status;
      return checkLater(call, reschedule, () => control({ notBefore, callback }));
    },
    'Dial nothing before an instant, or make a callback at it',
    (reschedule) => {
      refuseWhenOver(call);
      refuseBadInstant(call, reschedule);
    },
  );
  onUpdate(
    changePolicyUpdate,
    async (policy) => {
      const { request, warnings } = await checked(call, policy);
      refuseWhenOver(call);
      const { state } = call;
      const isElsewhere = request.policy.instanceId !== state.request?.policy.instanceId;
      return apply({
        request,
        warnings,
        // Its queues, numbers and flows have to be checked again.
        skippedSteps: [],
        refusesRingTimeout: undefined,
        settings: isElsewhere ? undefined : state.settings,
      });
    },
    'Continue with another policy',
    refuseAfterEnd,
  );
}

/** The schemas are too heavy for workflow code, so an activity checks a new policy. An invalid one fails the update, not the call. */
async function checked(call: Call, policy: PolicyInput): Promise<CheckedRequest> {
  const request = { ...(call.state.request ?? call.given), policy };
  try {
    // The handler refuses the policy if the call is cancelled meanwhile.
    return await CancellationScope.nonCancellable(() => checkRequest(request));
  } catch (error) {
    throw failureOf(error);
  }
}

/** The same conclusion may come again, such as from a client that got no answer. */
function isConcludedOtherwise({ state }: Call, { by, result }: ConcludeRequest): boolean {
  const { conclusion } = state;
  return (
    conclusion !== undefined &&
    !isSameRequest({ by: conclusion.by, result: conclusion.result }, { by, result })
  );
}
