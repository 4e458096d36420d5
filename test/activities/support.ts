import assert from 'node:assert/strict';
import type { Info } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createActivities, type ActivityDependencies } from '../../activities';
import type { FaultKind } from '../../src/simulator';
import { call, plan, type Line } from '../connect/support';
import type { DialInput, DialResult } from '../../src/contract/dial';

/** The run that asks for the dial, unless a test says otherwise. */
export const runId = '0199c0de-0000-7000-8000-00000000000a';

/** Where a test's activities run: as if a worker had been given them. */
export function activityEnvironment(info: Partial<Info> = {}): MockActivityEnvironment {
  return new MockActivityEnvironment(
    {
      workflowExecution: { workflowId: call.workflowId, runId },
      startToCloseTimeoutMs: 30_000,
      ...info,
    },
    { logger: new DefaultLogger('ERROR', () => undefined) },
  );
}

/** There is no Temporal server to ask here. */
export async function noHold(): Promise<undefined> {
  return Promise.resolve(undefined);
}

/** The activities on a line, in whose time they live. */
export function activitiesOn(line: Line, dependencies: Partial<ActivityDependencies> = {}) {
  return createActivities({
    connect: line.connect,
    clock: () => line.now,
    holdOn: noHold,
    ...dependencies,
  });
}

/** A dial of the first attempt, asked for now by the call's first run. */
export function dialInput(line: Line, members: Partial<DialInput> = {}): DialInput {
  return {
    call,
    taskQueue: 'calls',
    plan: plan(),
    notAfter: line.at(3600),
    resend: 'same-token',
    resendWindowMs: 60_000,
    run: { startedAt: line.at(), originalRunId: runId, isRerun: false },
    ...members,
  };
}

export async function dial(
  line: Line,
  members: Partial<DialInput> = {},
  environment = activityEnvironment(),
): Promise<DialResult> {
  return environment.run(activitiesOn(line).outboundDial, dialInput(line, members));
}

export function assertResult<R extends DialResult['result']>(
  dialed: DialResult,
  result: R,
): asserts dialed is Extract<DialResult, { result: R }> {
  assert.equal(dialed.result, result, JSON.stringify(dialed));
}

/** When a dial that was not sent asks to be tried again, milliseconds. */
export function delayOf({ obstacle }: Extract<DialResult, { result: 'not-sent' }>): number {
  return 'retryAfterMs' in obstacle ? obstacle.retryAfterMs : assert.fail(`blocked by ${obstacle.by}`);
}

export async function failureOf(work: Promise<unknown>): Promise<ApplicationFailure> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof ApplicationFailure, `not an ApplicationFailure: ${String(error)}`);
    return error;
  }
  return assert.fail('It did not fail');
}

/** Everything that Amazon Connect may answer a dial with which says that it was not carried out. */
export const refusals: FaultKind[] = [
  { kind: 'throttle' },
  ...(
    [
      ['InvalidRequestException', 400],
      ['InvalidParameterException', 400],
      ['ResourceNotFoundException', 404],
      ['LimitExceededException', 429],
      ['DestinationNotAllowedException', 403],
      ['OutboundContactNotPermittedException', 403],
      ['AccessDeniedException', 403],
      ['SomethingNew', 400],
    ] as const
  ).map(([code, status]) => ({ kind: 'error', code, status, message: 'refused' }) as const),
];
