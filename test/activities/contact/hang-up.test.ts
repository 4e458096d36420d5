import assert from 'node:assert/strict';
import { FailureType } from '../../../activities';
import { plan, useLine } from '../../connect/support';
import { activitiesOn, activityEnvironment, assertResult, dial, failureOf } from '../support';

describe('hanging up', () => {
  const line = useLine({ stopAfterEnd: 'contact-not-found' });
  const { instanceId } = plan();

  async function ring(destinationPhoneNumber: string): Promise<string> {
    const dialed = await dial(line(), { plan: plan({ destinationPhoneNumber }) });
    assertResult(dialed, 'started');
    return dialed.contactId;
  }

  function hangUp(contactId: string) {
    return activityEnvironment().run(activitiesOn(line()).outboundHangUp, { instanceId, contactId });
  }

  async function end(contactId: string) {
    return line().connect.describeContact({ instanceId, contactId });
  }

  it('silences a ringing phone', async () => {
    const contactId = await ring('+12065550101');
    line().pass(3);
    assert.equal(await hangUp(contactId), 'stopped');
    const { endedAt, connectedAt } = await end(contactId);
    assert.equal(endedAt, line().at());
    assert.equal(connectedAt, undefined);
  });

  it('ends a conversation', async () => {
    const contactId = await ring('+12065550100');
    line().pass(10);
    assert.equal(await hangUp(contactId), 'stopped');
    const { endedAt, connectedAt } = await end(contactId);
    assert.equal(endedAt, line().at());
    assert.ok(connectedAt);
  });

  it('is fine when the contact has ended, or is not known any more', async () => {
    const contactId = await ring('+12065550102');
    line().pass(3);
    assert.equal(await hangUp(contactId), 'already-ended');
    assert.equal((await end(contactId)).disconnectReason, 'TELECOM_BUSY');
    assert.equal(await hangUp('never-there'), 'already-ended');
  });

  it('is fine when it is repeated after its answer was lost', async () => {
    const contactId = await ring('+12065550101');
    line().simulator.fault({ operation: 'StopContact', kind: 'drop-after' });
    const failure = await failureOf(hangUp(contactId));
    assert.equal(failure.type, FailureType.Network);
    assert.equal(failure.nonRetryable, false);
    assert.equal(await hangUp(contactId), 'already-ended');
  });

  it('can be tried again when it was throttled', async () => {
    const contactId = await ring('+12065550101');
    line().simulator.fault({ operation: 'StopContact', kind: 'throttle' });
    const failure = await failureOf(hangUp(contactId));
    assert.equal(failure.type, FailureType.Throttled);
    assert.equal(failure.nonRetryable, false);
    assert.equal(await hangUp(contactId), 'stopped');
  });
});
