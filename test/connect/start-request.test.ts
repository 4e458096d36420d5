import assert from 'node:assert/strict';
import { startRequest } from '../../src/connect/start-request';
import type { AttemptPlan } from '../../src/domain/call/attempt';
import { call, plan } from './support';

describe('the request of an attempt', () => {
  it('is equal however often it is made, so that a re-send requests the same', () => {
    const frozen = plan({ attributes: { topic: 'visit' }, ringTimeoutInSeconds: 20 });
    const recorded = structuredClone({ call, frozen });
    assert.deepEqual(startRequest(call, frozen), startRequest(recorded.call, recorded.frozen));
  });

  it("names the call and the attempt in the attributes, next to the user's own", () => {
    const { attributes } = startRequest(call, plan({ number: 3, attributes: { topic: 'visit' } }));
    assert.deepEqual(attributes, {
      topic: 'visit',
      outboundCallWorkflowId: 'reminder-A-1001',
      outboundCallAttemptId: '0199c0de-0000-7000-8000-000000000001.3',
    });
  });

  it("never lets an attribute of the user's stand in for the reserved ones", () => {
    const attributes = { outboundCallAttemptId: 'forged', outboundCallWorkflowId: 'forged' };
    assert.deepEqual(
      startRequest(call, plan({ attributes })).attributes,
      startRequest(call, plan()).attributes,
    );
  });

  it('is refused when it has no caller ID, or what Amazon Connect would refuse', () => {
    const refused: [Partial<AttemptPlan>, RegExp][] = [
      [{ queueId: undefined }, /queueId/],
      [{ destinationPhoneNumber: '206 555 0100' }, /E\.164/],
      [{ sourcePhoneNumber: '+1' + '2'.repeat(20) }, /at most 15/],
      [{ ringTimeoutInSeconds: 5 }, /ringTimeoutInSeconds/],
      [{ ringTimeoutInSeconds: 61 }, /ringTimeoutInSeconds/],
      [{ instanceId: 'i'.repeat(101) }, /instanceId/],
      [{ attributes: { 'with space': 'x' } }, /attribute/],
    ];
    for (const [members, message] of refused) {
      assert.throws(() => startRequest(call, plan(members)), { name: 'ZodError', message });
    }
  });
});
