import assert from 'node:assert/strict';
import type { CallTest } from '../support/calls';
import { eventually, request, withCalls } from '../support/calls';
import { activitiesIn, assertOneAtATime, readLedger, together } from './support';

const person = '+12065550142';
const limits = { deadline: '10 minutes' as const };

describe('calls to a person whom another call is talking to', () => {
  it('wait aside: they take no turn of the dials, write no history, say whom they wait for, and then go on one by one', async () => {
    await withCalls(together, async (parts) => {
      const { simulator, calls, client } = parts;
      simulator.script(person, { dispositions: ['answered'], talkSeconds: 100 });
      await talking(parts, 'aside-talks');
      simulator.script(person, { dispositions: ['answered'], talkSeconds: 5 });
      const waiting = ['aside-second', 'aside-third'];
      for (const workflowId of waiting) await calls.start(request(person, { limits }), { workflowId });
      for (const workflowId of waiting) {
        const handle = client.workflow.getHandle(workflowId);
        const pending = async () => (await handle.describe()).raw.pendingActivities?.[0];
        await eventually(async () =>
          (await pending())?.activityType?.name === 'outboundAwaitUnblocked' ? true : undefined,
        );
        const { historyLength } = await handle.describe();
        await eventually(async () => (Number((await pending())?.attempt) > 2 ? true : undefined));
        assert.equal((await handle.describe()).historyLength, historyLength);
        const { summary, reasons } = await calls.getHandle(workflowId).explain();
        assert.match(
          summary,
          /^Waiting to make attempt 1 .*: another call is dialing the person or talking to them/,
        );
        assert.match(
          reasons.join(' '),
          /the call aside-talks was dialing the person or talking to them\); next try as soon as this ends/,
        );
      }
      const results = await Promise.all(
        ['aside-talks', ...waiting].map((id) => calls.getHandle(id).result()),
      );
      assert.deepEqual(
        results.map(({ outcome }) => outcome),
        ['reached', 'reached', 'reached'],
      );
      assert.equal(simulator.dials().length, 3);
      assertOneAtATime(results);
      for (const workflowId of waiting) {
        const dials = (await activitiesIn(client, workflowId)).filter(
          (name) => name === 'outboundDial',
        ).length;
        assert.ok(dials <= 4, `${workflowId} asked with ${dials} dials`);
      }
    });
  });

  it('wait no longer than until their deadline, and say so', async () => {
    await withCalls(together, async (parts) => {
      const { simulator, calls, client } = parts;
      simulator.script(person, { dispositions: ['answered'], talkSeconds: 600 });
      await talking(parts, 'aside-talks-long');
      await calls.start(request(person, { limits: { deadline: '8s' } }), { workflowId: 'aside-gives-up' });
      const { outcome, reasons } = await calls.getHandle('aside-gives-up').result();
      assert.equal(outcome, 'expired');
      assert.match(
        reasons.map(({ text }) => text).join(' '),
        /the call aside-talks-long was dialing the person/,
      );
      const { historyLength } = await client.workflow.getHandle('aside-gives-up').describe();
      assert.ok(historyLength < 60, `${historyLength} events`);
      await calls.getHandle('aside-talks-long').cancel();
      await calls.getHandle('aside-talks-long').result();
    });
  });

  it('can be cancelled meanwhile, at once', async () => {
    await withCalls(together, async (parts) => {
      const { simulator, calls } = parts;
      simulator.script(person, { dispositions: ['answered'], talkSeconds: 600 });
      await talking(parts, 'aside-goes-on');
      await calls.start(request(person, { limits }), { workflowId: 'aside-not-needed' });
      await eventually(async () =>
        (await calls.getHandle('aside-not-needed').explain()).summary.includes('another call')
          ? true
          : undefined,
      );
      await calls.getHandle('aside-not-needed').cancel();
      assert.equal((await calls.getHandle('aside-not-needed').result()).outcome, 'cancelled');
      await calls.getHandle('aside-goes-on').cancel();
      await calls.getHandle('aside-goes-on').result();
    });
  });
});

describe('a dial that Amazon Connect did not take', () => {
  for (const [what, fault] of [
    ['quota', { kind: 'error', code: 'LimitExceededException', status: 429, message: 'Too many' }],
    ['permission', { kind: 'error', code: 'AccessDeniedException', status: 403, message: 'No' }],
  ] as const) {
    it(`for want of ${what} gives its place back: another call to the person need not wait for it`, async () => {
      await withCalls(together, async (parts) => {
        const { simulator, calls } = parts;
        const notTaken = `not-taken-${what}`;
        simulator.fault({ operation: 'StartOutboundVoiceContact', count: 1, ...fault });
        // It comes back a quarter of a minute later at the earliest.
        await calls.start(request(person, { limits }), { workflowId: notTaken });
        await eventually(async () =>
          (await calls.getHandle(notTaken).explain()).reasons.join().includes('was not sent')
            ? true
            : undefined,
        );
        assert.deepEqual((await readLedger(parts, person)).attempts, []);
        await calls.start(request(person, { limits }), { workflowId: `${notTaken}-instead` });
        assert.equal((await calls.getHandle(`${notTaken}-instead`).result()).outcome, 'reached');
        assert.deepEqual((await calls.getHandle(notTaken).status()).attempts, []);
        await calls.getHandle(notTaken).cancel();
        await calls.getHandle(notTaken).result();
      });
    });
  }
});

/** A call that is talking to the person. */
async function talking({ calls }: CallTest, workflowId: string): Promise<void> {
  await calls.start(request(person), { workflowId });
  await eventually(async () => (await calls.getHandle(workflowId).status()).current?.contactId);
}
