import assert from 'node:assert/strict';
import type { QuotasInput } from '../../src/pacing/quotas';
import { eventually, request, withCalls, type CallTest } from '../support/calls';
import { liveAtOnce } from './live-at-once';
import { instanceOf, withLines } from './support';

type Quota = Required<Pick<QuotasInput, 'concurrentCalls' | 'concurrentCampaignCalls'>>;

describe('the concurrent calls of campaign traffic', () => {
  it('have lines of their own where their quota is known, beside those of general traffic', async () => {
    await withCalls(withBoth({ concurrentCalls: 2, concurrentCampaignCalls: 3 }), async (parts) => {
      const { general, campaign, both } = await live(parts, 'apart');
      assert.ok(general <= 2, `${general} general calls were live at once`);
      assert.ok(campaign <= 3, `${campaign} campaign calls were live at once`);
      assert.ok(
        both > 3,
        `never more than ${both} were live at once: one kind waited for the lines of the other`,
      );
    });
  });

  it('are dialed while all lines of general traffic are in use', async () => {
    await withCalls(withBoth({ concurrentCalls: 1, concurrentCampaignCalls: 1 }), async (parts) => {
      const { calls, simulator } = parts;
      simulator.script('+12065550141', { dispositions: ['answered'], talkSeconds: 86_000 });
      const general = [1, 2, 3].map((number) => `in-the-way-${number}`);
      for (const workflowId of general) await calls.start(request('+12065550141'), { workflowId });
      await eventually(() => simulator.dials().at(0));
      const campaign = { ...request('+12065550101'), trafficType: 'CAMPAIGN' as const };
      await calls.start(campaign, { workflowId: 'on-its-own-line' });
      const { attempts } = await calls.getHandle('on-its-own-line').result();
      assert.deepEqual(
        attempts.map(({ disposition }) => disposition),
        ['no-answer'],
      );
      const [talking] = await simulator.contacts();
      assert.equal(talking?.past.ended, undefined, 'the one general line is still in use');
      assert.equal(simulator.dials().length, 2);
      await Promise.all(general.map((id) => calls.getHandle(id).cancel()));
      await Promise.all(general.map((id) => calls.getHandle(id).result()));
    });
  });

  it('count as concurrent calls where it is not', async () => {
    await withCalls(withLines(3), async (parts) => {
      const { both } = await live(parts, 'together');
      assert.ok(both <= 3, `${both} were live at once`);
    });
  });
});

/** An instance that holds the two quotas apart, as the worker does. */
function withBoth(quota: Quota) {
  const options = withLines(quota.concurrentCalls);
  const { instances } = instanceOf(quota.concurrentCalls);
  const seed = { instances: instances.map((instance) => ({ ...instance, ...quota })) };
  return {
    simulator: { ...options.simulator, seed },
    pacing: { quotas: { ...options.pacing.quotas, ...quota } },
  };
}

/** The most calls that were live at one moment, of ten of each kind that are due at once. */
async function live({ calls, simulator }: CallTest, name: string) {
  const ids = Array.from({ length: 20 }, (_, index) => `${name}-${index}`);
  await Promise.all(
    ids.map((workflowId, index) => {
      const trafficType = index % 2 === 0 ? ('GENERAL' as const) : ('CAMPAIGN' as const);
      return calls.start({ ...request('+12065550101'), trafficType }, { workflowId });
    }),
  );
  await Promise.all(ids.map((id) => calls.getHandle(id).result()));
  const contacts = await simulator.contacts();
  assert.deepEqual(
    [contacts.length, simulator.dials().length],
    [ids.length, ids.length],
    'a call too many is a contact without a ring',
  );
  const of = (trafficType: 'GENERAL' | 'CAMPAIGN') =>
    liveAtOnce(contacts.filter((one) => one.channel === 'VOICE' && one.call.trafficType === trafficType));
  return { general: of('GENERAL'), campaign: of('CAMPAIGN'), both: liveAtOnce(contacts) };
}
