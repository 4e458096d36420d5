import { ApplicationFailure, CancellationScope, setHandler } from '@temporalio/workflow';
import { longestReason, reasonInShort } from '../src/domain/contacts/opt-outs';
import type { CheckedRequest } from '../activities';
import type { PolicyInput } from '../src/domain/policy';
import { checkRequest, checkRequestLocally } from './activities';
import { explain } from './explain';
import { failureOf } from './failure-of';
import { heard, inOrder } from './in-order';
import { listOptOut } from './keep-ledger';
import { isCancelled, statusOf, type LiveCall } from './live-call';
import {
  changePolicyUpdate,
  contactEndedSignal,
  explainQuery,
  optOutSignal,
  optOutUpdate,
  pauseUpdate,
  personOptedOutSignal,
  rescheduleUpdate,
  resumeUpdate,
  statusQuery,
  type OptOutRequest,
  type Reschedule,
} from './messages';
import { hear } from './told-contacts';

/** Must run before the workflow first awaits anything: a message may be there before its first line. */
export function handleMessages(call: LiveCall): void {
  setHandler(statusQuery, () => statusOf(call), {
    description: 'What the call is doing, did, and does next',
  });
  setHandler(explainQuery, () => explain(call), { description: "Why it isn't calling now, in plain words" });

  setHandler(
    contactEndedSignal,
    (contact) => {
      heard(call);
      hear(call, contact);
      call.signals += 1;
      // What is heard may change nothing, but fills the history: now and then it is looked at.
      if (call.signals % signalsPerDecision === 0) call.changes += 1;
    },
    { description: 'How a contact of this call has ended' },
  );

  const change = (apply: () => void) => {
    heard(call);
    apply();
    call.changes += 1;
    return statusOf(call);
  };
  const validator = () => {
    refuseWhenOver(call);
  };

  setHandler(
    pauseUpdate,
    () =>
      change(() => {
        call.paused = true;
      }),
    { description: 'Dial nothing until resumed', validator },
  );
  setHandler(
    resumeUpdate,
    () =>
      change(() => {
        call.paused = false;
      }),
    { description: 'Go on after a pause', validator },
  );
  const optOut = async (given: OptOutRequest) => {
    change(() => {
      call.optedOut = given;
    });
    try {
      await listOptOut(call, given).finally(() => {
        heard(call);
      });
    } catch (error) {
      const why = failureOf(error);
      const said = why instanceof Error ? why.message : String(why);
      call.warnings = [...call.warnings, `Later calls to the person are not kept from them: ${said}`];
      throw why;
    }
  };
  setHandler(
    optOutUpdate,
    async (given?: OptOutRequest) => {
      await optOut(optOutOf(given));
      return statusOf(call);
    },
    {
      description: 'The person does not want to be called',
      validator: (given?: OptOutRequest) => {
        refuseWhenOver(call);
        if ((given?.reason?.length ?? 0) > longestReason)
          refuse(`The reason may have ${longestReason} characters.`);
      },
    },
  );
  setHandler(
    optOutSignal,
    async (given?: OptOutRequest) => {
      // Nobody waits for an answer; the warning says it.
      await optOut(optOutOf(given)).catch(() => undefined);
    },
    { description: 'The person does not want to be called' },
  );
  setHandler(
    personOptedOutSignal,
    (told) => {
      // An earlier call may have had this one's ID.
      if (!isObject(told) || told.firstExecutionRunId !== call.identity.firstExecutionRunId) return;
      change(() => {
        call.optedOut ??= optOutOf(told);
      });
    },
    { description: 'The person is on the do-not-call list by now' },
  );
  setHandler(
    rescheduleUpdate,
    ({ notBefore }) =>
      change(() => {
        call.notBefore = notBefore === null ? undefined : Date.parse(notBefore);
      }),
    {
      description: 'Dial nothing before an instant',
      validator: (reschedule: Reschedule) => {
        refuseWhenOver(call);
        refuseBadInstant(call, reschedule);
      },
    },
  );
  setHandler(
    changePolicyUpdate,
    async (policy) => {
      heard(call);
      const { request, warnings } = await checked(call, policy);
      refuseWhenOver(call);
      return change(() => {
        // Whether its queues, numbers and flows exist has to be seen anew.
        call.skippedSteps.length = 0;
        if (request.policy.instanceId !== call.policy?.instanceId) call.settings = undefined;
        call.request = request;
        call.policy = request.policy;
        call.warnings = warnings;
      });
    },
    {
      description: 'Go on under another policy',
      validator: (policy) => {
        refuseWhenOver(call);
        if (!isObject(policy)) refuse('The policy must be an object with the members of a policy.');
      },
    },
  );
}

/** Anyone may send a signal: what can't be used is left out. */
function optOutOf(given: OptOutRequest | undefined): OptOutRequest {
  const reason: unknown = given?.reason;
  const said = typeof reason === 'string' ? reasonInShort(reason) : '';
  return said === '' ? {} : { reason: said };
}

/** Temporal takes 10,000 signals a run. */
const signalsPerDecision = 500;

/** The schemas are too heavy for workflow code, so a new policy is checked in an activity; a bad one fails the update, not the call. */
async function checked(call: LiveCall, policy: PolicyInput): Promise<CheckedRequest> {
  const request = { ...call.request, policy };
  try {
    // A cancelled call refuses the policy itself.
    return await CancellationScope.nonCancellable(() =>
      checksApart(call) ? checkRequest(request) : inOrder(call, checkRequestLocally(request)),
    );
  } catch (error) {
    throw failureOf(error);
  } finally {
    heard(call);
  }
}

/** Before its settings are known, a call has only just begun. */
function checksApart({ settings }: LiveCall): boolean {
  return settings === undefined || settings.checksPolicyApart === true;
}

function refuseWhenOver(call: LiveCall): void {
  if (call.outcome !== undefined) refuse(`The call is over: ${call.outcome}.`);
  if (isCancelled()) refuse('The call is being cancelled.');
}

function refuseBadInstant(call: LiveCall, reschedule: Reschedule): void {
  if (!isObject(reschedule) || !('notBefore' in reschedule)) {
    refuse('Give {"notBefore": "2026-11-23T09:00:00-08:00"}, or {"notBefore": null} to lift it.');
  }
  const { notBefore } = reschedule;
  if (notBefore === null) return;
  // Without an offset it would be read on the worker's clock, which is another one on another machine.
  if (
    typeof notBefore !== 'string' ||
    !/(Z|[+-]\d{2}:\d{2})$/i.test(notBefore) ||
    Number.isNaN(Date.parse(notBefore))
  ) {
    refuse(
      `notBefore must be an ISO 8601 instant with an offset, such as 2026-11-23T09:00:00-08:00; it was ${JSON.stringify(notBefore)}.`,
    );
  }
  const instant = Date.parse(notBefore);
  if (instant <= Date.now()) refuse(`notBefore is in the past: ${notBefore}.`);
  const deadline = call.policy && call.startedAt + call.policy.limits.deadline;
  if (deadline !== undefined && instant >= deadline) {
    refuse(
      `notBefore is not before the call's deadline, ${new Date(deadline).toISOString()}: it would never be dialed.`,
    );
  }
}

function refuse(message: string): never {
  throw ApplicationFailure.nonRetryable(message, 'Refused');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
