import assert from 'node:assert/strict';
import { simulatedInstance } from '../../src/simulator';
import { eventually, quickPolicy, request, withCalls } from '../support/calls';

const { instanceId, instanceArn } = simulatedInstance;

describe('a hold', () => {
  it('keeps calls from dialing and says so; released, they go on by themselves, and their histories are short', async () => {
    await withCalls({}, async ({ simulator, calls, client }) => {
      const hold = await calls.hold({ instanceId, reason: 'the flow says the wrong thing' });
      try {
        assert.equal(hold.isNew, true);
        assert.equal((await calls.hold({ instanceId })).isNew, false);
        assert.equal((await calls.hold({ instanceId: instanceArn })).isNew, false);
        await calls.start(request('+12065550100'), { workflowId: 'on-hold' });
        const reasons = await eventually(async () => {
          const explained = await calls.explain('on-hold');
          return explained.reasons.find((reason) => reason.includes('on hold'));
        });
        assert.ok(reasons.includes(`on hold since ${hold.since}: the flow says the wrong thing`), reasons);
        const handle = client.workflow.getHandle('on-hold');
        const { historyLength } = await handle.describe();
        // It is asked again and again meanwhile, by an activity whose retries are no events.
        await eventually(async () => {
          const [pending] = (await handle.describe()).raw.pendingActivities ?? [];
          return Number(pending?.attempt) > 2 ? true : undefined;
        });
        assert.equal((await handle.describe()).historyLength, historyLength);
        assert.deepEqual(simulator.dials(), []);
      } finally {
        await calls.release({ instanceId });
      }
      assert.equal((await calls.result('on-hold')).outcome, 'reached');
      assert.equal(await calls.release({ instanceId }), undefined);
    });
  });

  it('is waited for while there is time, however short; a call whose time is over by then says that it was on hold', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      await calls.hold({ instanceId, reason: 'moving house' });
      try {
        const deadlines = { 'hold-in-time': '10 minutes', 'hold-too-late': '8s' } as const;
        for (const [workflowId, deadline] of Object.entries(deadlines)) {
          await calls.start(request('+12065550100', { limits: { deadline } }), { workflowId });
        }
        const { outcome, reasons } = await calls.result('hold-too-late');
        assert.equal(outcome, 'expired');
        assert.match(reasons.map(({ text }) => text).join(' '), /on hold since .*: moving house/);
        const { summary } = await calls.explain('hold-in-time');
        assert.match(summary, new RegExp(`^Waiting to make attempt 1 .*: instance ${instanceId} is on hold`));
        assert.deepEqual(simulator.dials(), []);
      } finally {
        await calls.release({ instanceId });
      }
      assert.equal((await calls.result('hold-in-time')).outcome, 'reached');
    });
  });

  it('is of no matter to a call whose policy leads to another instance by now', async () => {
    await withCalls({}, async ({ calls }) => {
      const held = 'aaaaaaaa-0000-4000-8000-00000000dead';
      await calls.hold({ instanceId: held });
      try {
        await calls.start(request('+12065550100', { instanceId: held }), { workflowId: 'hold-moves-on' });
        await eventually(async () =>
          (await calls.explain('hold-moves-on')).summary.includes('on hold') ? true : undefined,
        );
        await calls.changePolicy('hold-moves-on', quickPolicy());
        assert.equal((await calls.result('hold-moves-on')).outcome, 'reached');
      } finally {
        await calls.release({ instanceId: held });
      }
    });
  });

  it('of all instances holds each; a call on hold can still be cancelled at once', async () => {
    await withCalls({}, async ({ simulator, calls }) => {
      await calls.hold();
      try {
        await calls.start(request('+12065550100'), { workflowId: 'on-hold-cancelled' });
        await eventually(async () => {
          const { reasons } = await calls.explain('on-hold-cancelled');
          return reasons.some((reason) => reason.includes('on hold')) || undefined;
        });
        await calls.cancel('on-hold-cancelled');
        assert.equal((await calls.result('on-hold-cancelled')).outcome, 'cancelled');
        assert.deepEqual(simulator.dials(), []);
      } finally {
        await calls.release();
      }
    });
  });

  it('of what is no instance is refused, since it would hold nothing', async () => {
    await withCalls({ workers: 0 }, async ({ calls }) => {
      for (const wrong of ['', 'all', 'production', `${instanceId} `]) {
        await assert.rejects(
          calls.hold({ instanceId: wrong }),
          /expected the ID of an Amazon Connect instance/,
        );
        await assert.rejects(calls.release({ instanceId: wrong }), TypeError);
      }
    });
  });
});
