import assert from 'node:assert/strict';
import { eventually, request, withCalls } from '../support/calls';
import { atOnce, paced, start } from './support';

describe('the rate of dials', () => {
  it('is kept by three workers together: Amazon Connect refuses none', async () => {
    await withCalls({ ...paced(20), workers: 3 }, async ({ simulator, calls }) => {
      atOnce(simulator);
      const ids = await start(calls, 120, 'rate');
      const results = await Promise.all(ids.map((id) => calls.result(id)));
      const { accepted, throttled } = simulator.requests().StartOutboundVoiceContact ?? {};
      assert.deepEqual([accepted, throttled], [120, 0]);
      assert.ok(results.every(({ attempts }) => attempts[0]?.disposition === 'busy'));
    });
  });

  it('makes a call wait, and one whose time is over by then is not sent', async () => {
    await withCalls(paced(1), async ({ simulator, calls, client }) => {
      const ids = await start(calls, 12, 'late', { limits: { deadline: '5 seconds' } });
      const results = await Promise.all(ids.map((id) => calls.result(id)));
      const made = results.filter(({ attempts }) => attempts.length > 0).length;
      assert.equal(simulator.dials().length, made);
      assert.ok(made < ids.length, 'twelve do not fit into five seconds');
      assert.ok(results.some(({ outcome }) => outcome === 'expired'));
      for (const { attributes, at } of simulator.dials()) {
        const { startTime } = await client.workflow
          .getHandle(attributes['outboundCallWorkflowId'] ?? '')
          .describe();
        assert.ok(at <= startTime.getTime() + 5_000, 'nothing rings after the deadline');
      }
    });
  });

  it('lets an urgent call go first', async () => {
    await withCalls(paced(4), async ({ simulator, calls }) => {
      atOnce(simulator);
      const ids = await start(calls, 40, 'patient');
      await eventually(() => simulator.dials().at(2));
      await calls.start(
        { ...request('+12065550100'), priority: { priorityKey: 1 } },
        { workflowId: 'urgent' },
      );
      const turn = await eventually(() => {
        const place = simulator
          .dials()
          .findIndex(({ attributes }) => attributes['outboundCallWorkflowId'] === 'urgent');
        return place < 0 ? undefined : place;
      });
      assert.ok(turn < 15, `it was the ${turn}th of 41`);
      await Promise.all(['urgent', ...ids].map((id) => calls.cancel(id)));
    });
  });

  it('is shared by tenants, however many calls one of them has', async () => {
    await withCalls(paced(4), async ({ simulator, calls }) => {
      atOnce(simulator);
      const startOf = (tenant: string, index: number) =>
        calls.start(
          { ...request('+12065550102'), priority: { fairnessKey: tenant } },
          { workflowId: `${tenant}-${index}` },
        );
      await Promise.all(Array.from({ length: 40 }, (_, index) => startOf('large', index)));
      await eventually(() => simulator.dials().at(2));
      await Promise.all([0, 1, 2].map((index) => startOf('small', index)));
      await Promise.all([0, 1, 2].map((index) => calls.result(`small-${index}`)));
      const turns = simulator.dials().map(({ attributes }) => attributes['outboundCallWorkflowId'] ?? '');
      const last = turns.findLastIndex((workflowId) => workflowId.startsWith('small'));
      assert.ok(last < 25, `its last call was the ${last}th of 43`);
      await Promise.all(
        Array.from({ length: 40 }, (_, index) => calls.cancel(`large-${index}`).catch(() => undefined)),
      );
    });
  });

  it('of questions holds up no hang-up', async () => {
    const { lanes } = paced(50);
    await withCalls(
      {
        simulator: { speed: 1, throttles: 'off' },
        lanes: { quotas: { ...lanes.quotas, describesPerSecond: 0.2 } },
      },
      async ({ simulator, calls }) => {
        // They ring for a minute, and are asked about once in five seconds, all together.
        simulator.script('+12065550102', { dispositions: ['no-answer'] });
        const ids = await start(calls, 8, 'ringing');
        await eventually(() => simulator.dials().at(7));
        await calls.cancel('ringing-7');
        await eventually(() => simulator.requests().StopContact?.accepted);
        assert.ok((simulator.requests().DescribeContact?.accepted ?? 0) < 8, 'the questions still queue');
        await Promise.all(ids.map((id) => calls.cancel(id)));
      },
    );
  });
});
