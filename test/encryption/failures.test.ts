import assert from 'node:assert/strict';
import { WorkflowFailedError } from '@temporalio/client';
import { FailureType } from '../../src/contract/failure-type';
import { eventually, request, withCalls } from '../support/calls';
import { encryptedParts, keyNamed, storedOf } from './support';

const number = '+12065550100';
const attributes = { customer: 'Ada Lovelace', account: 'DE-77-4711' };
const description = 'Arrears of May';
const secrets = [number, number.slice(1), ...Object.values(attributes), description];

/** What Amazon Connect and its front end answer to a dial. */
const refusals: [code: string, status: number][] = [
  ['InvalidRequestException', 400],
  ['InvalidParameterException', 400],
  ['ResourceNotFoundException', 404],
  ['InternalServiceException', 500],
  ['LimitExceededException', 429],
  ['DestinationNotAllowedException', 403],
  ['OutboundContactNotPermittedException', 403],
  ['AccessDeniedException', 403],
  ['UnrecognizedClientException', 403],
  ['ThrottlingException', 429],
  ['ServiceUnavailable', 503],
  ['SomethingNew', 400],
];

describe('what Temporal stores of failures, with encryption', () => {
  it('is neither the number nor an attribute, whatever Amazon Connect refuses and repeats', async () => {
    const parts = await encryptedParts({ keys: [keyNamed('failures')] });
    await withCalls(parts, async ({ calls, simulator }) => {
      const message = `Value '${number}' at 'destinationPhoneNumber' failed to satisfy constraint: ${secrets.join(', ')}`;
      const types = new Set<string>();
      for (const [code, status] of refusals) {
        simulator.fault({ operation: 'StartOutboundVoiceContact', kind: 'error', code, status, message });
        const workflowId = `secret-${code}`;
        const call = await calls.start({ ...request(number), attributes, description }, { workflowId });
        await eventually(async () =>
          (await storedOf(parts.server.client, workflowId)).ends.length >= 2 ? true : undefined,
        );
        // It must not take the next fault.
        await call.cancel().catch(() => undefined);
        await call.result().catch(() => undefined);
        const { bytes, ends } = await storedOf(parts.server.client, workflowId);
        for (const secret of secrets) assert.ok(!bytes.includes(secret), `${workflowId}: ${secret}`);
        for (const { activityTaskFailedEventAttributes: failed } of ends) {
          for (let failure = failed?.failure; failure; failure = failure.cause) {
            assert.equal(failure.message, 'Encoded failure');
            types.add(failure.applicationFailureInfo?.type ?? '');
          }
        }
      }
      // All of these were refused: the test is no better than what it makes fail.
      for (const type of [
        FailureType.InvalidRequest,
        FailureType.InvalidParameter,
        FailureType.ResourceNotFound,
        FailureType.DestinationNotAllowed,
        FailureType.OutboundContactNotPermitted,
        FailureType.AccessDenied,
        FailureType.Refused,
      ]) {
        assert.ok(types.has(type), `${type} of ${[...types].join(', ')}`);
      }
    });
  });

  it('can be read with the key: a failed call says why', async () => {
    const parts = await encryptedParts({ keys: [keyNamed('failures')] });
    await withCalls(parts, async ({ calls, simulator }) => {
      simulator.fault({
        operation: 'StartOutboundVoiceContact',
        kind: 'error',
        code: 'InvalidRequestException',
        message: 'no such thing',
      });
      const call = await calls.start(request(number), { workflowId: 'secret-and-failed' });
      await assert.rejects(call.result(), (error) => {
        assert.ok(error instanceof WorkflowFailedError);
        assert.match(String(error.cause?.message), /InvalidRequestException: no such thing/);
        return true;
      });
      const { bytes } = await storedOf(parts.server.client, 'secret-and-failed');
      assert.ok(!bytes.includes('no such thing'));
    });
  });
});
