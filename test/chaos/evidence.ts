import type { PlannedCall } from '../../src/chaos/plan/calls';
import { planStorm } from '../../src/chaos/plan/plan';
import type { CallEvidence, Evidence } from '../../src/chaos/run/evidence';
import type { Attempt } from '../../src/domain/call/attempt';
import type { CallResult } from '../../src/domain/call/call-result';
import type { ContactSnapshot, Dial } from '../../src/simulator';

/** A call of two attempts, busy and then answered, in which everything is as it should be. */
export function flawless(): Evidence {
  return {
    calls: [callEvidence],
    dials: [dial(1, 1_000), dial(2, 5_000)],
    contacts: [
      contact(1, { initiatedAt: 1_000, ended: { at: 3_000, reason: 'TELECOM_BUSY' } }),
      contact(2, {
        initiatedAt: 5_000,
        connectedAt: 6_000,
        queuedAt: 7_000,
        agentAt: 8_000,
        ended: { at: 9_000, reason: 'CUSTOMER_DISCONNECT' },
      }),
    ],
    clock: { simulated: 0, real: 0, speed: 1 },
    exchanges: [],
    happenings: [],
    faults: { requests: 0, hits: {} },
    events: undefined,
    times: { began: 0, healedAt: 0, endedAt: 10_000 },
    crashes: [],
  };
}

const planned = planStorm({ calls: 40, seed: 1, spanMs: 1_000, workers: 1, events: false }).calls.find(
  ({ story }) => story === 'busy, then answered',
);
if (!planned) throw new Error('no such story');
export const plan: PlannedCall = planned;

const queueId = 'cccccccc-0000-4000-8000-000000000001';

export function dial(attempt: number, at: number, changes: Partial<Dial> = {}): Dial {
  return {
    contactId: `contact-${attempt}`,
    clientToken: `token-${attempt}`,
    destinationPhoneNumber: plan.request.destinationPhoneNumber,
    queueId,
    sourcePhoneNumber: '+12065550190',
    contactFlowId: 'flow',
    attributes: {
      outboundCallWorkflowId: plan.workflowId,
      outboundCallAttemptId: `first-run.${attempt}`,
    },
    at,
    ...changes,
  };
}

export function contact(attempt: number, past: ContactSnapshot['past']): ContactSnapshot {
  const { destinationPhoneNumber, attributes } = dial(attempt, 0);
  return {
    channel: 'VOICE',
    call: {
      instanceId: 'instance',
      contactFlowId: 'flow',
      attributes,
      destinationPhoneNumber,
      sourcePhoneNumber: '+12065550190',
      trafficType: 'GENERAL',
      detectsAnsweringMachine: false,
    },
    contactId: `contact-${attempt}`,
    phase: 'ended',
    attributes,
    past,
    queueId,
    lastUpdateAt: 0,
  };
}

function attempt(number: number, disposition: Attempt['disposition']): Attempt {
  return {
    number,
    step: 'own-team',
    destinationPhoneNumber: plan.request.destinationPhoneNumber,
    queueId,
    contactFlowId: 'flow',
    startedAt: new Date(number * 1_000).toISOString(),
    endedAt: new Date(number * 5_000).toISOString(),
    disposition,
    reached: disposition === 'answered',
    contactId: `contact-${number}`,
  };
}

const result: CallResult = {
  outcome: 'reached',
  attempts: [attempt(1, 'busy'), attempt(2, 'answered')],
  reasons: [],
  phoneMayBeRinging: false,
  skippedSteps: [],
  warnings: [],
};

const callEvidence: CallEvidence = {
  plan,
  closedAt: 9_500,
  end: { kind: 'completed', result },
};

/** The same call, having ended with something else. */
export function endedWith(changes: Partial<CallResult>): CallEvidence {
  return { ...callEvidence, end: { kind: 'completed', result: { ...result, ...changes } } };
}

export const attempts = result.attempts;
