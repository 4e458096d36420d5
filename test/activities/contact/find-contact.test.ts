import assert from 'node:assert/strict';
import { FailureType } from '../../../activities';
import { attemptId } from '../../../src/domain/call/attempt';
import { call, plan, useLine } from '../../connect/support';
import { activitiesOn, activityEnvironment, dial, failureOf } from '../support';
import type { FindContactResult } from '../../../src/contract/contact';

describe('searching for the contact of an attempt', () => {
  const line = useLine({ tokenAfterDisconnect: 'new' });
  const { instanceId } = plan();

  async function find(number = 1, since = line().at()): Promise<FindContactResult> {
    const input = { instanceId, attemptId: attemptId(call, number), since };
    return activityEnvironment().run(activitiesOn(line()).outboundFindContact, input);
  }

  it('finds it by the id of the attempt, once it has ended', async () => {
    const since = line().at();
    await dial(line(), { plan: plan({ destinationPhoneNumber: '+12065550102' }) });
    assert.deepEqual(await find(1, since), {});
    line().pass(60);
    assert.deepEqual(await find(1, since), { contactId: line().simulator.dials()[0]?.contactId });
    line().pass(2);
    assert.deepEqual(await find(2, since), {}, 'not that of another attempt');
  });

  it('takes the newest of several: that is the one that may be ringing', async () => {
    for (let ring = 1; ring <= 2; ring += 1) {
      await dial(line(), { plan: plan({ destinationPhoneNumber: '+12065550102' }) });
      line().pass(30);
    }
    const [, second] = line().simulator.dials();
    assert.deepEqual(await find(), { contactId: second?.contactId });
  });

  it('finds it though the clocks are half an hour apart', async () => {
    await dial(line(), { plan: plan({ destinationPhoneNumber: '+12065550102' }) });
    line().pass(60);
    assert.ok((await find(1, line().at(1_800))).contactId);
  });

  for (const [code, status, type, isRetried] of [
    ['TooManyRequestsException', 429, FailureType.Throttled, true],
    ['AccessDeniedException', 403, FailureType.AccessDenied, true],
    ['InvalidRequestException', 400, FailureType.InvalidRequest, false],
    ['ResourceNotFoundException', 404, FailureType.ResourceNotFound, false],
  ] as const) {
    it(`(${code}) fails, ${isRetried ? 'and is tried again' : 'for good'}`, async () => {
      line().simulator.fault({ operation: 'SearchContacts', kind: 'error', code, status, message: 'no' });
      const failure = await failureOf(find());
      assert.deepEqual([failure.type, failure.nonRetryable], [type, !isRetried]);
    });
  }
});
