import assert from 'node:assert/strict';
import { ReservedAttribute } from '../../src/domain/reserved-contact-attributes';
import type { Simulator } from '../../src/simulator';
import { eventually, request, withCalls, type CallTest } from '../support/calls';
import { atOnce, paced, start } from './support';

describe('the rate of dials', () => {
  it('is kept by three workers together: Amazon Connect refuses next to none', async () => {
    await withCalls({ ...paced(20), workers: 3 }, async ({ simulator, calls }) => {
      atOnce(simulator);
      const ids = await start(calls, 80, 'rate');
      const results = await Promise.all(ids.map((id) => calls.getHandle(id).result()));
      const { throttled = 0 } = simulator.requests().StartOutboundVoiceContact ?? {};
      // Not requests: a token is sent again whose answer comes late.
      assert.equal(simulator.dials().length, 80);
      // None, unless the machine is so busy that dials come late and then at once: then some. Were the parts of the workers half
      // as large again, it would be a third; without pacing it is most of them. The benchmarks have the figure of a quiet machine.
      assert.ok(throttled <= 80 / 5, `${throttled} were throttled`);
      assert.ok(results.every(({ attempts }) => attempts[0]?.disposition === 'busy'));
    });
  });

  it('is one rate for general and campaign traffic, also where each has its own lines', async () => {
    const { simulator: one, pacing } = paced(20);
    const both = { quotas: { ...pacing.quotas, concurrentCampaignCalls: 100_000 } };
    await withCalls({ simulator: one, pacing: both, workers: 2 }, async ({ simulator, calls }) => {
      atOnce(simulator);
      const ids = Array.from({ length: 60 }, (_, index) => `both-${index}`);
      await Promise.all(
        ids.map((workflowId, index) => {
          const trafficType = index % 2 === 0 ? ('GENERAL' as const) : ('CAMPAIGN' as const);
          return calls.start({ ...request('+12065550102'), trafficType }, { workflowId });
        }),
      );
      await Promise.all(ids.map((id) => calls.getHandle(id).result()));
      const { throttled = 0 } = simulator.requests().StartOutboundVoiceContact ?? {};
      assert.equal(simulator.dials().length, 60);
      // As above: none, unless the machine is very busy. With a rate for each kind it would be near a half.
      assert.ok(throttled <= 60 / 3, `${throttled} were throttled`);
    });
  });

  it('makes a call wait, and one whose time is over by then is not sent', async () => {
    await withCalls(paced(1), async ({ simulator, calls, client }) => {
      const ids = await start(calls, 12, 'late', { limits: { deadline: '3 seconds' } });
      const results = await Promise.all(ids.map((id) => calls.getHandle(id).result()));
      const made = results.filter(({ attempts }) => attempts.length > 0).length;
      assert.equal(simulator.dials().length, made);
      assert.ok(made < ids.length, 'twelve do not fit into three seconds');
      assert.ok(results.some(({ outcome }) => outcome === 'expired'));
      for (const { attributes, at } of simulator.dials()) {
        const { startTime } = await client.workflow
          .getHandle(attributes['outboundCallWorkflowId'] ?? '')
          .describe();
        assert.ok(at <= startTime.getTime() + 3_000, 'nothing rings after the deadline');
      }
    });
  });

  it('lets an urgent call go first', async () => {
    await withCalls(paced(2), async ({ simulator, calls }) => {
      const ids = await start(calls, 40, 'patient');
      await eventually(() => simulator.dials().at(2));
      const urgent = { ...request('+12065550102'), priority: { priorityKey: 1 } };
      await calls.start(urgent, { workflowId: 'urgent' });
      await whenDialing(calls, 'urgent');
      const before = simulator.dials().length;
      const [turn = 0] = await turnsOf(simulator, ['urgent']);
      assert.ok(turn < before + 5, `${before} had been dialed, and it was number ${turn + 1}`);
      await Promise.all(
        ['urgent', ...ids].map((id) =>
          calls
            .getHandle(id)
            .cancel()
            .catch(() => undefined),
        ),
      );
    });
  });

  it('is shared by tenants, however many calls one of them has', async () => {
    await withCalls(paced(2), async ({ simulator, calls }) => {
      const ids = (tenant: string, count: number) =>
        Array.from({ length: count }, (_, index) => `${tenant}-${index}`);
      const startAll = (tenant: string, count: number) =>
        Promise.all(
          ids(tenant, count).map((workflowId) =>
            calls.start({ ...request('+12065550102'), priority: { fairnessKey: tenant } }, { workflowId }),
          ),
        );
      await startAll('large', 40);
      await eventually(() => simulator.dials().at(2));
      await startAll('small', 3);
      for (const id of ids('small', 3)) await whenDialing(calls, id);
      const before = simulator.dials().length;
      const turns = await turnsOf(simulator, ids('small', 3));
      const last = Math.max(...turns);
      assert.ok(last < before + 10, `${before} had been dialed, and its last call was number ${last + 1}`);
      await Promise.all(
        [...ids('large', 40), ...ids('small', 3)].map((id) =>
          calls
            .getHandle(id)
            .cancel()
            .catch(() => undefined),
        ),
      );
    });
  });

  it('of questions holds up no hang-up', async () => {
    const { pacing } = paced(50);
    await withCalls(
      {
        simulator: { speed: 1, throttles: 'off' },
        pacing: { quotas: { ...pacing.quotas, describesPerSecond: 0.2 } },
      },
      async ({ simulator, calls }) => {
        // They ring for a minute, and are asked about once in five seconds, all together.
        simulator.script('+12065550102', { dispositions: ['no-answer'] });
        const ids = await start(calls, 8, 'ringing');
        await eventually(() => simulator.dials().at(7));
        await calls.getHandle('ringing-7').cancel();
        await eventually(() => simulator.requests().StopContact?.accepted);
        assert.ok((simulator.requests().DescribeContact?.accepted ?? 0) < 8, 'the questions still queue');
        await Promise.all(ids.map((id) => calls.getHandle(id).cancel()));
      },
    );
  });
});

/** The call waits for its turn, or has had it. */
async function whenDialing(calls: CallTest['calls'], workflowId: string): Promise<void> {
  await eventually(async () => {
    const { state } = await calls.getHandle(workflowId).status();
    return state === 'deciding' ? undefined : state;
  });
}

/** Where calls stand in the order of dials, from 0, once they have all been dialed. */
async function turnsOf(simulator: Simulator, workflowIds: readonly string[]): Promise<number[]> {
  return eventually(() => {
    const order = simulator.dials().map(({ attributes }) => attributes[ReservedAttribute.WorkflowId]);
    const turns = workflowIds.map((id) => order.indexOf(id));
    return turns.every((turn) => turn >= 0) ? turns : undefined;
  });
}
