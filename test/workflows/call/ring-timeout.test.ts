import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, defaultPayloadConverter } from '@temporalio/common';
import type { DialInput } from '../../../src/contract/dial';
import { FailureType } from '../../../src/contract/failure-type';
import { minutes } from '../../../src/domain/time-units';
import type { Fault, SimulatorOptions } from '../../../src/simulator';
import { simulatedLedger } from '../../../src/testing';
import { request, withCalls } from '../../support/calls';

const person = '+12065550100';
const ringTimeoutInSeconds = 30;

/** A call with a ring timeout and without campaign traffic. */
async function call(simulator: SimulatorOptions, fault?: Fault) {
  return withCalls({ simulator }, async (parts) => {
    if (fault) parts.simulator.fault(fault);
    const workflowId = randomUUID();
    await parts.calls.start({ ...request(person), ringTimeoutInSeconds }, { workflowId });
    const result = await parts.calls.getHandle(workflowId).result();
    const { accepted, refused, lost } = parts.simulator.requests().StartOutboundVoiceContact ?? {};
    return { result, accepted, refused, lost, dials: parts.simulator.dials() };
  });
}

describe('a ring timeout without campaign traffic', () => {
  it('does not end the call where Amazon Connect refuses it: the attempt is dialed without, and the call says so', async () => {
    const { result, accepted, refused, dials } = await call({ ringTimeout: 'invalid-request' });
    assert.equal(result.outcome, 'reached');
    assert.deepEqual([accepted, refused, dials.length], [1, 1, 1]);
    // The refused request rang nothing, so it uses up no attempt.
    assert.deepEqual(
      result.attempts.map(({ number }) => number),
      [1],
    );
    assert.match(
      result.warnings.join('\n'),
      /refused an attempt with ringTimeoutInSeconds[^]*dials without it[^]*InvalidRequestException/,
    );
  });

  it('is sent where Amazon Connect takes it', async () => {
    const { result, accepted, refused } = await call({ ringTimeout: 'campaign-only' });
    assert.equal(result.outcome, 'reached');
    assert.deepEqual([accepted, refused], [1, 0]);
    assert.ok(!result.warnings.some((warning) => warning.includes('refused')));
  });

  it('shortens neither the lease of the line nor the wait of the ledger; with campaign traffic it does', async () => {
    assert.deepEqual(await heldFor('GENERAL'), { line: 7 * minutes, ledger: 8.5 * minutes });
    assert.deepEqual(await heldFor('CAMPAIGN'), { line: 6.5 * minutes, ledger: 8 * minutes });
  });

  it('is left out whichever exception says that the request is not valid', async () => {
    const fault = { operation: 'StartOutboundVoiceContact', kind: 'error', count: 1 } as const;
    const { result, dials } = await call({}, { ...fault, code: 'InvalidParameterException' });
    assert.deepEqual([result.outcome, dials.length], ['reached', 1]);
  });

  it('hides no other mistake: a request that is refused without it, too, fails the call', async () => {
    const fault = { operation: 'StartOutboundVoiceContact', kind: 'error', count: 2 } as const;
    await assert.rejects(call({}, { ...fault, code: 'InvalidRequestException' }), (error) => {
      assert.ok(error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure);
      assert.equal(error.cause.type, FailureType.InvalidRequest);
      return true;
    });
  });
});

/** For how long the first attempt asks for its line, and after how long its ledger looks it up; milliseconds. */
async function heldFor(trafficType: 'GENERAL' | 'CAMPAIGN') {
  return withCalls({ activities: { ledger: simulatedLedger } }, async ({ calls, client }) => {
    const workflowId = randomUUID();
    await calls.start({ ...request(person), ringTimeoutInSeconds, trafficType }, { workflowId });
    await calls.getHandle(workflowId).result();
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    const scheduled = events?.map((event) => event.activityTaskScheduledEventAttributes);
    const dial = scheduled?.find((activity) => activity?.activityType?.name === 'outboundDial');
    const [payload] = dial?.input?.payloads ?? [];
    assert.ok(payload);
    const { lineHeldForMs: lineHeldFor, ledger } = defaultPayloadConverter.fromPayload<DialInput>(payload);
    return { line: lineHeldFor, ledger: ledger?.lookUpAfterMs };
  });
}
