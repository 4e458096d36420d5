import assert from 'node:assert/strict';
import { createActivities, FailureType } from '../../../activities';
import { connectTo, plan, useLine } from '../../connect/support';
import {
  activitiesOn,
  activityEnvironment,
  assertResult,
  dial,
  dialInput,
  failureOf,
  noHold,
  delayOf,
} from '../support';

describe('the dial activity', () => {
  const line = useLine();

  it("rings the phone once, with the attempt's token and its names in the attributes", async () => {
    const dialed = await dial(line(), { plan: plan({ attributes: { topic: 'visit' } }) });
    assertResult(dialed, 'started');
    const [ring, ...others] = line().simulator.dials();
    assert.deepEqual(others, []);
    assert.equal(ring?.contactId, dialed.contactId);
    assert.equal(dialed.sentAt, line().at());
    assert.ok(ring.clientToken?.startsWith('0199c0de-0000-7000-8000-000000000001.1.'));
    assert.deepEqual(ring.attributes, {
      topic: 'visit',
      outboundCallWorkflowId: 'reminder-A-1001',
      outboundCallAttemptId: '0199c0de-0000-7000-8000-000000000001.1',
    });
  });

  it('sends nothing after notAfter, and uses no attempt up', async () => {
    const dialed = await dial(line(), { notAfter: line().at(-0.001) });
    assertResult(dialed, 'not-sent');
    assert.match(dialed.obstacle.why, /had to be sent before/);
    assert.deepEqual(line().simulator.dials(), []);
  });

  it('still sends at the very instant of notAfter', async () => {
    assertResult(await dial(line(), { notAfter: line().at() }), 'started');
  });

  it("sends nothing when notAfter can't be read", async () => {
    assertResult(await dial(line(), { notAfter: 'this evening' }), 'not-sent');
    assert.deepEqual(line().simulator.dials(), []);
  });

  it('(throttled) was not sent, and says to try again in one to two seconds, not all at once', async () => {
    line().failDials({ kind: 'throttle' }, 10);
    const delays = new Set<number>();
    for (let number = 1; number <= 10; number += 1) {
      const dialed = await dial(line());
      assertResult(dialed, 'not-sent');
      assert.ok(delayOf(dialed) >= 1_000 && delayOf(dialed) <= 2_000, `${delayOf(dialed)}`);
      delays.add(delayOf(dialed));
    }
    assert.ok(delays.size > 1);
    assert.deepEqual(line().simulator.dials(), []);
  });

  it('(a limit of the instance is used up) was not sent, and says to try again later than when throttled', async () => {
    line().failDials({ kind: 'error', code: 'LimitExceededException', status: 429, message: 'full' });
    const dialed = await dial(line());
    assertResult(dialed, 'not-sent');
    assert.ok(delayOf(dialed) >= 10_000, `${delayOf(dialed)}`);
    assert.match(dialed.obstacle.why, /full/);
  });

  const failures: [code: string, status: number, type: FailureType, nonRetryable: boolean][] = [
    ['InvalidRequestException', 400, FailureType.InvalidRequest, true],
    ['InvalidParameterException', 400, FailureType.InvalidParameter, true],
    ['ResourceNotFoundException', 404, FailureType.ResourceNotFound, true],
    ['DestinationNotAllowedException', 403, FailureType.DestinationNotAllowed, true],
    ['OutboundContactNotPermittedException', 403, FailureType.OutboundContactNotPermitted, true],
    ['AccessDeniedException', 403, FailureType.AccessDenied, false],
    ['SomethingNew', 400, FailureType.Refused, true],
  ];
  for (const [code, status, type, nonRetryable] of failures) {
    it(`(${code}) fails with the type ${type}, and says that no phone rang`, async () => {
      line().failDials({ kind: 'error', code, status, message: 'so it is' });
      const failure = await failureOf(dial(line()));
      assert.equal(failure.type, type);
      assert.equal(failure.nonRetryable, nonRetryable);
      assert.deepEqual(failure.details, [{ phoneMayHaveRung: false }]);
      assert.match(failure.message, /so it is/);
    });
  }

  it('(a queue that does not exist) names the step, the queue and the instance, and what to do', async () => {
    const queueId = 'cccccccc-0000-4000-8000-00000000dead';
    const failure = await failureOf(dial(line(), { plan: plan({ queueId, step: 'overflow' }) }));
    assert.equal(failure.type, FailureType.ResourceNotFound);
    for (const part of [queueId, 'step "overflow"', plan().instanceId, 'outbound doctor']) {
      assert.ok(failure.message.includes(part), failure.message);
    }
  });

  it('(an attribute that Amazon Connect refuses) is refused before anything is sent, and the member is named by its path', async () => {
    const input = dialInput(line());
    const plan = { ...input.plan, attributes: { 'with space': 'x' } };
    const { outboundDial: dial } = activitiesOn(line());
    const failure = await failureOf(activityEnvironment().run(dial, { ...input, plan }));
    assert.equal(failure.type, FailureType.InvalidCallRequest);
    assert.match(failure.message, /^attributes\.<member 1>: /m);
    assert.deepEqual(line().simulator.dials(), []);
  });

  it('(a destination that this installation may not call) is refused before anything is sent, masked', async () => {
    const { outboundDial: guarded } = activitiesOn(line(), {
      guard: { allowedCountries: ['FR'], deniedPrefixes: [] },
    });
    const failure = await failureOf(activityEnvironment().run(guarded, dialInput(line())));
    assert.equal(failure.type, FailureType.DestinationGuarded);
    assert.equal(failure.nonRetryable, true);
    assert.match(
      failure.message,
      /^\+1206•••\d{4} may not be called: US is not among guard\.allowedCountries/,
    );
    assert.deepEqual(failure.details, [{ phoneMayHaveRung: false }]);
    assert.deepEqual(line().simulator.dials(), []);
  });

  it('(another spelling of a number) is refused: a guard would not know it, and the person has another ledger', async () => {
    const { outboundDial: guarded } = activitiesOn(line(), { guard: { deniedPrefixes: ['+1900'] } });
    for (const destinationPhoneNumber of ['+119005550100', '+1 900 555 0100', '+19005550100;ext=1']) {
      const input = dialInput(line(), { plan: plan({ destinationPhoneNumber }) });
      const failure = await failureOf(activityEnvironment().run(guarded, input));
      assert.equal(failure.type, FailureType.InvalidCallRequest);
      assert.match(failure.message, /destinationPhoneNumber: (has 1 after \+1|expected|has an extension)/);
    }
    assert.deepEqual(line().simulator.dials(), []);
  });

  it('(nobody listens at the endpoint) fails to be tried again, and says that no phone rang', async () => {
    const { outboundDial: dialNowhere } = createActivities({
      connect: connectTo('http://127.0.0.1:9'),
      holdOn: noHold,
    });
    const input = dialInput(line(), { notAfter: '2099-01-01T00:00:00Z' });
    const failure = await failureOf(activityEnvironment().run(dialNowhere, input));
    assert.equal(failure.type, FailureType.Network);
    assert.equal(failure.nonRetryable, false);
    assert.deepEqual(failure.details, [{ phoneMayHaveRung: false }]);
  });

  it('(a plan that makes no request) fails for good, names every problem, and sends nothing', async () => {
    const failure = await failureOf(
      dial(line(), { plan: plan({ destinationPhoneNumber: '206 555 0100', ringTimeoutInSeconds: 5 }) }),
    );
    assert.equal(failure.type, FailureType.InvalidCallRequest);
    assert.equal(failure.nonRetryable, true);
    assert.match(failure.message, /destinationPhoneNumber: /);
    assert.match(failure.message, /ringTimeoutInSeconds: /);
    assert.deepEqual(failure.details, [{ phoneMayHaveRung: false }]);
    assert.deepEqual(line().simulator.dials(), []);
  });
});
