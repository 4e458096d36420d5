import assert from 'node:assert/strict';
import { watchProcessPauses } from '../../../activities/memory/watch-process-pauses';
import { activitiesOn, activityEnvironment, assertResult, dialInput } from '../support';
import { useLine } from '../../connect/support';
import type { DialResult } from '../../../src/contract/dial';

describe('a worker that stood still', () => {
  const line = useLine();

  it('knows it, at once and for a while', () => {
    const pauses = watchProcessPauses({ everyMs: 10, longestMs: 50, rememberedForMs: 60_000 });
    try {
      assert.equal(pauses.wasRecent(), false);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
      assert.equal(pauses.wasRecent(), true);
      assert.equal(pauses.wasRecent(), true);
    } finally {
      pauses.stop();
    }
  });

  it('sends nothing of what it was given before, since another may have done it', async () => {
    const here = line();
    const { outboundDial: dial } = activitiesOn(here, { processPauses: { wasRecent: () => true } });
    const first: DialResult = await activityEnvironment().run(dial, dialInput(here));
    assertResult(first, 'not-sent');
    const again: DialResult = await activityEnvironment().run(
      dial,
      dialInput(here, { firstSentAt: here.at() }),
    );
    assertResult(again, 'maybe-sent');
    assert.equal(here.simulator.requests().StartOutboundVoiceContact, undefined);
  });
});
