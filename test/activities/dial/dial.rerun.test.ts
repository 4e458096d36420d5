import assert from 'node:assert/strict';
import { useLine } from '../../connect/support';
import { activityEnvironment, assertResult, dial, runId } from '../support';
import type { DialInput } from '../../../src/contract/dial';

const days = 24 * 3600;
const anotherRun = '0199c0de-0000-7000-8000-00000000000b';

describe('a dial of a run that began by a reset or a workflow retry', () => {
  const line = useLine();

  /** The run facts of a call that began so many days ago. */
  function began(ago: number, facts: Partial<DialInput['run']>): Pick<DialInput, 'run'> {
    return { run: { startedAt: line().at(-ago * days), originalRunId: runId, isRerun: false, ...facts } };
  }

  const reruns: [how: string, facts: Partial<DialInput['run']>][] = [
    ['reset', { originalRunId: anotherRun }],
    ['retried', { isRerun: true }],
  ];
  for (const [how, facts] of reruns) {
    it(`(${how}) sends nothing once Amazon Connect may have forgotten the token, and may have been sent`, async () => {
      const dialed = await dial(line(), began(6.01, facts));
      assertResult(dialed, 'maybe-sent');
      assert.match(dialed.why, /reset or retry/);
      assert.equal(dialed.firstSentAt, line().at(-6.01 * days));
      assert.deepEqual(line().simulator.dials(), []);
    });

    it(`(${how}) keeps a day's distance to the 7 days of a token: up to the very end of the sixth it sends, and not after`, async () => {
      assertResult(await dial(line(), began(6, facts)), 'started');
      assertResult(await dial(line(), began(6 + 1 / (24 * 3600), facts)), 'maybe-sent');
      assert.equal(line().simulator.requests().StartOutboundVoiceContact?.accepted, 1);
    });

    it(`(${how}) sends while the token is remembered, and adopts the contact of the run before`, async () => {
      const before = await dial(line());
      assertResult(before, 'started');
      line().pass(5 * days);
      const after = await dial(line(), began(5, facts));
      assertResult(after, 'started');
      assert.equal(after.contactId, before.contactId);
      assert.equal(line().simulator.dials().length, 1);
    });
  }

  it("sends nothing when the call's start can't be read", async () => {
    const run = { startedAt: 'last week', originalRunId: anotherRun, isRerun: false };
    assertResult(await dial(line(), { run }), 'maybe-sent');
    assert.deepEqual(line().simulator.dials(), []);
  });

  it('is not a dial of the first run, which may send a new attempt after any number of days', async () => {
    assertResult(await dial(line(), began(8, {})), 'started');
    assert.equal(line().simulator.dials().length, 1);
  });

  it('is not a dial outside of any workflow', async () => {
    const standalone = activityEnvironment({ workflowExecution: undefined, inWorkflow: false });
    assertResult(await dial(line(), began(8, {}), standalone), 'started');
  });
});
