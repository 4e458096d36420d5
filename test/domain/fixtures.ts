import assert from 'node:assert/strict';
import type { Attempt } from '../../src/domain/call/attempt';
import type { OutboundCallInput, OutboundCallRequest } from '../../src/domain/call/call';
import type { CallFacts } from '../../src/domain/call/call-facts';
import type { Disposition } from '../../src/domain/call/disposition';
import { describeProblems, parseRequest } from '../../src/domain/call/parse-request';
import type { PolicyInput } from '../../src/domain/policy/policy';

export const someone = '+12065550100';
export const theirOtherNumber = '+12065550101';

/** A Monday, noon UTC. */
export const start = Date.parse('2026-11-23T12:00:00Z');

/** The least that a request needs, with what the test is about laid over it. */
export function requestInput(
  policy: Partial<PolicyInput> = {},
  request: Partial<OutboundCallInput> = {},
): OutboundCallInput {
  return {
    destinationPhoneNumber: someone,
    policy: {
      instanceId: 'an-instance',
      contactFlowId: 'a-flow',
      reachedWhen: 'agent',
      steps: [{ queueId: 'a-queue' }],
      ...policy,
    },
    ...request,
  };
}

export function parsed(input: unknown): OutboundCallRequest {
  const result = parseRequest(input);
  assert.ok(result.ok, result.ok ? '' : describeProblems(result.problems));
  return result.request;
}

/** A call under this policy that started at `start` and has made no attempt yet. */
export function callUnder(policy: Partial<PolicyInput>, state: Partial<CallFacts> = {}): CallFacts {
  return {
    request: parsed(requestInput(policy)),
    startedAt: start,
    attempts: [],
    control: { paused: false, cancelled: false },
    skippedSteps: [],
    ...state,
  };
}

/** Attempts that ended so, one after another at `start`. */
export function attemptsThat(
  ...endings: ({ step?: string; disposition: Disposition } & Partial<Attempt>)[]
): Attempt[] {
  return endings.map((ending, index) => ({
    number: index + 1,
    step: 'step-1',
    destinationPhoneNumber: someone,
    contactFlowId: 'a-flow',
    startedAt: new Date(start).toISOString(),
    endedAt: new Date(start).toISOString(),
    reached: false,
    ...ending,
  }));
}

/** Throws on any later change, however deep: these modules promise to leave their arguments alone. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

/** As it arrives in an activity: members that are undefined are gone. */
export function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
