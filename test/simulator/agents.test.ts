import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SeedInput } from '../../src/simulator';
import { AgentPool, type Placement, type QueuedCall } from '../../src/simulator/agents';
import { usePhones, validRequest } from './support';

const { InstanceId, ContactFlowId, QueueId } = validRequest;

const twoAgents: SeedInput = {
  instances: [
    {
      instanceId: InstanceId,
      concurrentCalls: 100,
      contactFlows: [{ contactFlowId: ContactFlowId, name: 'Greet' }],
      queues: [
        { queueId: QueueId, name: 'First', outboundNumber: '+12065550190', agents: 2, patienceSeconds: 30 },
      ],
      phoneNumbers: [{ phoneNumberId: 'n', phoneNumber: '+12065550190', countryCode: 'US' }],
    },
  ],
};

describe('A queue with two agents', () => {
  const phones = usePhones({ seed: twoAgents });

  const dialMany = async (count: number) => {
    const ids: string[] = [];
    for (let call = 0; call < count; call += 1) ids.push(await phones().dial());
    return ids;
  };
  const phases = async () => (await phones().simulator.contacts()).map(({ phase }) => phase);

  it('serves two calls at a time, and the third when the first ends', async () => {
    await dialMany(3);
    phones().pass(6);
    assert.deepEqual(await phases(), ['with-agent', 'with-agent', 'queued']);
    phones().pass(19.999);
    assert.deepEqual(await phases(), ['with-agent', 'with-agent', 'queued']);
    phones().pass(0.001);
    assert.deepEqual(await phases(), ['ended', 'ended', 'with-agent']);
  });

  it('loses callers whose patience ends before an agent is free', async () => {
    const ids = await dialMany(7);
    phones().pass(3600);
    const ends = await Promise.all(ids.map((id) => phones().describe(id)));
    assert.deepEqual(
      ends.map(({ AgentInfo }) => AgentInfo !== undefined),
      [true, true, true, true, false, false, false],
    );
    const [lost] = ends.slice(-1);
    assert.equal(lost?.DisconnectReason, 'CUSTOMER_DISCONNECT');
    assert.equal(lost.QueueInfo?.Id, QueueId);
    assert.equal(
      phones().secondsSince(lost.QueueInfo.EnqueueTimestamp) -
        phones().secondsSince(lost.DisconnectTimestamp),
      30,
    );
  });

  it("records which agent answered, and takes patienceSeconds from the number's script", async () => {
    phones().simulator.script('+12065550100', { dispositions: ['answered'], patienceSeconds: 5 });
    const ids = await dialMany(3);
    phones().pass(3600);
    const agents = await Promise.all(ids.map(async (id) => (await phones().describe(id)).AgentInfo?.Id));
    assert.equal(new Set(agents.slice(0, 2)).size, 2);
    assert.equal(agents[2], undefined);
  });

  it('lets those who wait move up when a call is stopped', async () => {
    const [first] = await dialMany(3);
    assert(first);
    phones().pass(10);
    await phones().stop(first);
    assert.deepEqual(await phases(), ['ended', 'with-agent', 'with-agent']);
  });

  it('gives the same placements whenever it is settled', async () => {
    await dialMany(5);
    const before = phones().now;
    phones().pass(24 * 3600);
    const waited = (await phones().simulator.contacts()).map(({ past }) => (past.agentAt ?? 0) - before);
    assert.deepEqual(waited, [6_000, 6_000, 26_000, 26_000, -before]);
  });
});

describe('Agents', () => {
  const callsArbitrary = fc
    .array(
      fc.record({
        queuedAt: fc.integer({ min: 0, max: 100_000 }),
        patienceSeconds: fc.integer({ min: 0, max: 60 }),
        talkSeconds: fc.integer({ min: 0, max: 60 }),
      }),
      { minLength: 1, maxLength: 40 },
    )
    .map((calls): QueuedCall[] => calls.map((call, index) => ({ contactId: `c${index}`, ...call })));
  const agentsArbitrary = fc.integer({ min: 0, max: 4 });

  it('have one call at a time, and no caller waits longer than patienceSeconds', () => {
    fc.assert(
      fc.property(agentsArbitrary, callsArbitrary, (agents, calls) => {
        const placements = placedBy(agents, calls, [Infinity]);
        assert.equal(placements.length, calls.length);
        for (const one of placements) {
          const left = one.kind === 'served' ? one.agentAt : one.endedAt;
          assert(left <= one.call.queuedAt + one.call.patienceSeconds * 1000);
          for (const other of placements) {
            if (one === other || one.kind !== 'served' || other.kind !== 'served') continue;
            const overlap = one.agentAt < other.endedAt && other.agentAt < one.endedAt;
            assert(one.agent !== other.agent || !overlap);
          }
        }
      }),
    );
  });

  it('serve the same calls alike, however often they are settled', () => {
    const looks = fc.array(fc.integer({ min: 0, max: 120_000 }));
    fc.assert(
      fc.property(agentsArbitrary, callsArbitrary, looks, (agents, calls, times) => {
        const sorted = [...times].sort((a, b) => a - b);
        assert.deepEqual(placedBy(agents, calls, [...sorted, Infinity]), placedBy(agents, calls, [Infinity]));
      }),
    );
  });
});

function placedBy(agents: number, calls: readonly QueuedCall[], looks: readonly number[]): Placement[] {
  const pool = new AgentPool(agents);
  for (const call of calls) pool.expect(call);
  return looks.flatMap((now) => pool.settle(now));
}
