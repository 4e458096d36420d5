import assert from 'node:assert/strict';
import { FailureType } from '../../src/connect';
import { isRetryable } from '../../src/connect/connect-error';
import type { FaultKind } from '../../src/simulator';
import { connectErrorOf, useLine } from './support';

describe('an error that Amazon Connect answers with', () => {
  const line = useLine();

  async function errorAfter(code: string, status: number) {
    line().failDials({ kind: 'error', code, status, message: 'so it is' });
    return connectErrorOf(line().dial());
  }

  const modelled: [name: string, status: number, retryable: boolean][] = [
    [FailureType.InvalidRequest, 400, false],
    [FailureType.InvalidParameter, 400, false],
    [FailureType.ResourceNotFound, 404, false],
    [FailureType.LimitExceeded, 429, true],
    [FailureType.DestinationNotAllowed, 403, false],
    [FailureType.OutboundContactNotPermitted, 403, false],
  ];
  for (const [name, status, retryable] of modelled) {
    it(`(${name}) keeps its name and its message, and says that no phone rang`, async () => {
      const error = await errorAfter(name, status);
      assert.equal(error.type, name);
      assert.equal(error.mayHaveTakenEffect, false);
      assert.equal(isRetryable(error.type), retryable);
      assert.equal(error.message, `StartOutboundVoiceContact: ${name}: so it is`);
    });
  }

  it('(InternalServiceException) says that the phone may have rung', async () => {
    const error = await errorAfter('InternalServiceException', 500);
    assert.equal(error.type, FailureType.InternalService);
    assert.equal(error.mayHaveTakenEffect, true);
  });

  const others: [name: string, status: number, type: FailureType, mayHaveTakenEffect: boolean][] = [
    ['TooManyRequestsException', 429, FailureType.Throttled, false],
    ['ThrottlingException', 429, FailureType.Throttled, false],
    ['ThrottlingException', 400, FailureType.Throttled, false],
    ['SomethingNew', 429, FailureType.Throttled, false],
    ['AccessDeniedException', 403, FailureType.AccessDenied, false],
    ['UnrecognizedClientException', 403, FailureType.AccessDenied, false],
    ['ExpiredTokenException', 403, FailureType.AccessDenied, false],
    ['InvalidSignatureException', 403, FailureType.AccessDenied, false],
    ['MissingAuthenticationTokenException', 403, FailureType.AccessDenied, false],
    ['RequestExpired', 400, FailureType.AccessDenied, false],
    ['SomethingNew', 403, FailureType.AccessDenied, false],
    ['SomethingNew', 400, FailureType.Refused, false],
    ['ServiceQuotaExceededException', 402, FailureType.Refused, false],
    ['UnknownOperationException', 404, FailureType.Refused, false],
    ['InternalFailure', 500, FailureType.InternalService, true],
    ['ServiceUnavailable', 503, FailureType.InternalService, true],
    ['SomethingNew', 502, FailureType.InternalService, true],
  ];
  for (const [name, status, type, mayHaveTakenEffect] of others) {
    it(`(${name}, ${status}) is ${type}: the phone ${mayHaveTakenEffect ? 'may have rung' : 'did not ring'}`, async () => {
      const error = await errorAfter(name, status);
      assert.equal(error.type, type);
      assert.equal(error.mayHaveTakenEffect, mayHaveTakenEffect);
    });
  }
});

describe('a dial whose answer does not arrive whole', () => {
  const line = useLine();

  const lost: [fault: FaultKind, type: FailureType, rings: number][] = [
    [{ kind: 'drop-before' }, FailureType.Network, 0],
    [{ kind: 'drop-after' }, FailureType.Network, 1],
    [{ kind: 'hang-after' }, FailureType.Network, 1],
    [{ kind: 'slow', milliseconds: 2_000 }, FailureType.Network, 1],
    [{ kind: 'error-after' }, FailureType.InternalService, 1],
    [{ kind: 'html-error' }, FailureType.MalformedAnswer, 0],
    [{ kind: 'html-error-after' }, FailureType.MalformedAnswer, 1],
    [{ kind: 'truncate-after' }, FailureType.MalformedAnswer, 1],
  ];
  for (const [fault, type, rings] of lost) {
    it(`(${fault.kind}) is ${type}, may have rung the phone, and can be tried again`, async () => {
      line().failDials(fault);
      const error = await connectErrorOf(line().dial());
      assert.equal(error.type, type);
      assert.equal(error.mayHaveTakenEffect, true);
      assert.ok(isRetryable(error.type));
      assert.equal(line().simulator.dials().length, rings);
    });
  }
});
