import assert from 'node:assert/strict';
import type { Info } from '@temporalio/activity';
import { useLine } from '../../connect/support';
import { activityEnvironment, assertResult, dial } from '../support';

describe('a dial that Temporal runs again, because it failed while it was paused', () => {
  const line = useLine();

  /** The second run of a dial with one attempt, scheduled so many seconds ago. */
  function again(secondsAgo: number, info: Partial<Info> = {}) {
    return activityEnvironment({
      attempt: 2,
      retryPolicy: { maximumAttempts: 1 },
      scheduledTimestampMs: Date.parse(line().at(-secondsAgo)),
      ...info,
    });
  }

  it('sends the same token while the re-send window is open, and adopts the contact', async () => {
    const before = await dial(line());
    assertResult(before, 'started');
    const after = await dial(line(), {}, again(50));
    assertResult(after, 'started');
    assert.equal(after.contactId, before.contactId);
    assert.equal(line().simulator.dials().length, 1);
  });

  it('sends nothing when the window is over, and may have been sent since it was scheduled', async () => {
    const dialed = await dial(line(), {}, again(3 * 24 * 3600));
    assertResult(dialed, 'maybe-sent');
    assert.equal(dialed.firstSentAt, line().at(-3 * 24 * 3600));
    assert.deepEqual(line().simulator.dials(), []);
  });

  it('does not say that nothing was sent when it is too late to send', async () => {
    assertResult(await dial(line(), { notAfter: line().at(-1) }, again(50)), 'maybe-sent');
  });

  it('sends nothing where the policy forbids to send again', async () => {
    assertResult(await dial(line(), { resend: 'never' }, again(1)), 'maybe-sent');
    assert.deepEqual(line().simulator.dials(), []);
  });

  it('is not a retry that the policy of its own caller allows, nor a dial that was paused before it ran', async () => {
    const retried = again(3_600, { retryPolicy: { maximumAttempts: 5 } });
    assertResult(await dial(line(), {}, retried), 'started');
    assertResult(await dial(line(), {}, again(3_600, { attempt: 1 })), 'started');
  });
});
