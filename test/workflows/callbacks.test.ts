import assert from 'node:assert/strict';
import { Temporal } from 'temporal-polyfill';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { contactEndedSignal } from '../../src/contract/call-messages';
import type { CallHandle } from '../../src';
import { timelineOf } from '../../src/cli/timeline';
import type { OutboundCallInput } from '../../src/domain/call/call';
import type { PolicyInput } from '../../src/domain/policy/policy';
import { createTimeSkippingTestEnvironment } from '../../src/embedded';
import { eventually, overflow, ownTeam, quickPolicy, withCalls, type CallTest } from '../support/calls';
import { endedContact } from '../support/ended-contact';

const zone = 'America/Los_Angeles';
const number = '+12065550139';
const daily: [string, string][] = [['09:00', '17:00']];
const weekly = {
  ...{ monday: daily, tuesday: daily, wednesday: daily, thursday: daily, friday: daily },
  ...{ saturday: daily, sunday: daily },
};

/** Reached by a word of the flow; one attempt, and a deadline of a day. */
const policy: Partial<PolicyInput> = {
  reachedWhen: { attribute: 'disposition', equals: 'done' },
  callbacks: { attribute: 'callbackAt' },
  callingHours: { weekly, closesIn: '0 seconds' },
  limits: { deadline: '1 day' },
};

function to(changed: Partial<PolicyInput> = {}): OutboundCallInput {
  return {
    destinationPhoneNumber: number,
    timeZone: zone,
    policy: quickPolicy({ ...policy, ...changed }),
  };
}

describe('a person who asks to be called at a time', () => {
  let server: TestWorkflowEnvironment;
  // A server of its own: its clock is common to all that runs there, and a call that another test left would move it, too.
  before(async () => {
    server = await createTimeSkippingTestEnvironment();
  });
  after(() => server.teardown());

  async function withServer(run: (parts: CallTest) => Promise<void>): Promise<void> {
    const clock = () => server.currentTimeMs();
    await withCalls({ server, simulator: { clock }, activities: { clock, pollDelay: undefined } }, run);
  }

  /** Days from now, at three in the afternoon. */
  async function atThree(days: number): Promise<Temporal.ZonedDateTime> {
    const now = Temporal.Instant.fromEpochMilliseconds(await server.currentTimeMs()).toZonedDateTimeISO(zone);
    return now.add({ days }).withPlainTime('15:00');
  }

  function ringsAt(simulator: CallTest['simulator']): string[] {
    return simulator.dials().map(({ at }) => {
      const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
      return local.toPlainDateTime().toString({ smallestUnit: 'minute' });
    });
  }

  it('in the flow: is called then, on their own clock, after the last attempt and beyond the deadline', async () => {
    await withServer(async ({ calls, simulator }) => {
      const three = (await atThree(3)).toPlainDateTime().toString({ smallestUnit: 'minute' });
      simulator.script(number, {
        dispositions: ['answered', 'answered'],
        attributes: { callbackAt: three },
      });
      const call = await calls.start(to(), { workflowId: 'in-the-flow' });
      const { outcome, attempts, warnings } = await call.result();
      assert.deepEqual(
        attempts.map(({ step, callbackFor }) => [step, callbackFor !== undefined]),
        [
          ['own-team', false],
          ['own-team', true],
        ],
      );
      assert.equal(ringsAt(simulator)[1], three);
      // The flow names the same time once more, which is over by then.
      assert.equal(outcome, 'exhausted');
      assert.match(
        warnings.join('\n'),
        /callback that attempt 2 asks for is not made: the time is not after the end/,
      );
    });
  });

  it('is called from another caller ID, when networks block the one of the step', async () => {
    await withServer(async ({ calls, simulator }) => {
      const three = (await atThree(3)).toPlainDateTime().toString({ smallestUnit: 'minute' });
      simulator.script(number, {
        dispositions: ['answered', 'blocked', 'answered'],
        attributes: { callbackAt: three },
      });
      const steps = [
        { name: 'own-team', queueId: ownTeam },
        { name: 'overflow', queueId: overflow },
      ];
      const call = await calls.start(to({ steps }), { workflowId: 'blocked' });
      const { attempts } = await call.result();
      assert.deepEqual(
        attempts.map(({ step, disposition }) => [step, disposition]),
        [
          ['own-team', 'answered'],
          ['own-team', 'blocked'],
          ['overflow', 'answered'],
        ],
      );
      assert.equal(attempts[2]?.callbackFor, attempts[1]?.callbackFor);
      assert.deepEqual(ringsAt(simulator).slice(1), [three, three]);
    });
  });

  it('in after-call work: the next attempt waits for it', async () => {
    await withServer(async ({ calls, simulator }) => {
      const three = (await atThree(2)).toPlainDateTime().toString({ smallestUnit: 'minute' });
      simulator.script(number, {
        dispositions: ['answered', 'no-answer'],
        afterCall: { seconds: 30, attributes: { callbackAt: three } },
      });
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '2 minutes' }];
      const call = await calls.start(to({ steps, limits: { deadline: '7 days' } }), { workflowId: 'typed' });
      const { outcome, attempts } = await call.result();
      assert.equal(outcome, 'exhausted');
      assert.equal(ringsAt(simulator)[1], three);
      assert.deepEqual(
        attempts.map(({ callbackFor }) => callbackFor !== undefined),
        [false, true, false],
        'the ladder continues when nobody answers',
      );
    });
  });

  it('to code that runs during the talk, by a reschedule with extend: is called then, after the last attempt', async () => {
    await withServer(async ({ calls, simulator }) => {
      simulator.script(number, { dispositions: ['answered', 'busy'], talkSeconds: 600 });
      const open = await atThree(1);
      await server.sleep(open.epochMilliseconds - (await server.currentTimeMs()));
      const call = await calls.start(to(), { workflowId: 'while-talking' });
      const three = await atThree(3);
      // The server's time stands still until the result is awaited.
      await eventually(async () => (await call.status()).current?.contactId);
      const notBefore = new Date(three.epochMilliseconds);
      await call.reschedule({ notBefore, extend: true });
      const { outcome, attempts } = await call.result();
      assert.equal(outcome, 'exhausted');
      assert.deepEqual(
        attempts.map(({ disposition, callbackFor }) => [disposition, callbackFor]),
        [
          ['answered', undefined],
          ['busy', notBefore.toISOString()],
        ],
      );
      assert.equal(ringsAt(simulator)[1], three.toPlainDateTime().toString({ smallestUnit: 'minute' }));
    });
  });

  it('at no time that can be read: the call goes on as without it, and says so', async () => {
    await withServer(async ({ calls, simulator }) => {
      simulator.script(number, {
        dispositions: ['answered'],
        attributes: { callbackAt: 'Thursday at three' },
      });
      const call = await calls.start(to(), { workflowId: 'unreadable' });
      const { outcome, attempts, warnings } = await call.result();
      assert.deepEqual([outcome, attempts.length], ['exhausted', 1]);
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? '', /attempt 1 asks for is not made: the value is not a time in ISO 8601/);
    });
  });
});

describe('a callback that is waited for', () => {
  const later = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  const open: Partial<PolicyInput> = { callingHours: undefined, limits: { deadline: '1 hour' } };

  /** The person asks for a call in two hours; the call waits for it. */
  async function withCallback(
    id: string,
    run: (parts: CallTest & { call: CallHandle; at: string }) => Promise<void>,
    changed: Partial<PolicyInput> = {},
  ): Promise<void> {
    await withCalls({}, async (parts) => {
      const at = later(2).toISOString();
      parts.simulator.script(number, {
        ...{ dispositions: ['answered'], ringSeconds: 0, talkSeconds: 0 },
        attributes: { callbackAt: at },
      });
      const call = await parts.calls.start(to({ ...open, ...changed }), { workflowId: id });
      await eventually(async () => (await call.status()).next);
      await run({ ...parts, call, at });
      await call.cancel();
      assert.equal((await call.result()).outcome, 'cancelled');
    });
  }

  it('shows in the status, in what `outbound show` prints of it, and in the explanation', async () => {
    await withCallback('shown', async ({ call, at }) => {
      const status = await call.status();
      const { next, attempts } = status;
      assert.equal(next?.at, at);
      const shown = timelineOf(status).map(({ text }) => text);
      assert.match(
        shown.join('\n'),
        /attempt 1 .*asked to be called at .*\n.*In attempt 1 the person asked to be/,
      );
      assert.deepEqual(attempts[0]?.callbackRequest, { asked: at, at });
      const { reasons, reasonData } = await call.explain();
      assert.match(reasons.join('\n'), /^In attempt 1 the person asked to be called at /);
      assert.deepEqual(
        reasonData.map(({ rule }) => rule),
        ['callback'],
      );
    });
  });

  it('moves when a later record of the contact names another time', async () => {
    await withCallback('moved', async ({ client, call, simulator }) => {
      const contact = await endedContact(simulator, 1);
      const at = later(3).toISOString();
      const record = { ...contact, attributes: { ...contact.attributes, callbackAt: at } };
      await client.workflow.getHandle('moved').signal(contactEndedSignal, record);
      await eventually(async () => ((await call.status()).next?.at === at ? true : undefined));
      assert.deepEqual((await call.status()).attempts[0]?.callbackRequest, { asked: at, at });
    });
  });

  it('stays when a late record of the contact, read before somebody set it, has no such attribute', async () => {
    await withCallback('stale', async ({ client, call, simulator, at }) => {
      const contact = await endedContact(simulator, 1);
      const attributes = Object.fromEntries(
        Object.entries(contact.attributes).filter(([name]) => name !== 'callbackAt'),
      );
      await client.workflow.getHandle('stale').signal(contactEndedSignal, { ...contact, attributes });
      // Messages are handled in their order, so this one's answer shows what became of the first.
      await call.pause();
      assert.deepEqual((await call.resume()).attempts[0]?.callbackRequest, { asked: at, at });
    });
  });

  it('is withdrawn when a later record of the contact names none: the call ends as without it', async () => {
    await withCalls({}, async ({ calls, client, simulator }) => {
      simulator.script(number, {
        ...{ dispositions: ['answered'], ringSeconds: 0, talkSeconds: 0 },
        attributes: { callbackAt: later(2).toISOString() },
      });
      const call = await calls.start(to(open), { workflowId: 'withdrawn' });
      await eventually(async () => (await call.status()).next);
      const contact = await endedContact(simulator, 1);
      const attributes = { ...contact.attributes, callbackAt: '' };
      await client.workflow.getHandle('withdrawn').signal(contactEndedSignal, { ...contact, attributes });
      const { outcome, attempts } = await call.result();
      assert.deepEqual([outcome, attempts.length], ['exhausted', 1]);
    });
  });

  it('moves by a reschedule with extend, beyond the deadline, and comes back when that is lifted', async () => {
    await withCallback('rescheduled', async ({ call, at }) => {
      const notBefore = later(48);
      await refused(call.reschedule({ notBefore }), /deadline.*"extend": true/);
      await call.reschedule({ notBefore, extend: true });
      const isNext = async (at: string) =>
        eventually(async () => ((await call.status()).next?.at === at ? true : undefined));
      await isNext(notBefore.toISOString());
      assert.match(
        (await call.explain()).reasons.join('\n'),
        /Rescheduled with "extend": the person is to be /,
      );
      await call.reschedule({ notBefore: null });
      await isNext(at);
    });
  });

  it('is refused by a reschedule that the policy does not allow, with what to change', async () => {
    await withCallback('too-far', async ({ call, client, at }) => {
      await refused(call.reschedule({ notBefore: later(24 * 8), extend: true }), /policy\.callbacks\.within/);
      const handle = client.workflow.getHandle('too-far');
      for (const rubbish of [
        { notBefore: later(1).toISOString(), extend: 'yes' },
        { notBefore: null, extend: true },
      ])
        await refused(handle.executeUpdate('reschedule', { args: [rubbish] }), /extend/);
      assert.equal((await call.status()).next?.at, at);
    });
    await withCalls({}, async ({ calls, simulator }) => {
      simulator.script(number, { dispositions: ['busy'] });
      const steps = [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '30 minutes' }];
      const call = await calls.start(to({ ...open, callbacks: undefined, steps }), { workflowId: 'none' });
      await eventually(async () => (await call.status()).next);
      await refused(call.reschedule({ notBefore: later(2), extend: true }), /Set policy\.callbacks/);
      await call.cancel();
      await call.result();
    });
  });
});

async function refused(update: Promise<unknown>, reason: RegExp): Promise<void> {
  await assert.rejects(update, (error) => {
    assert.ok(error instanceof WorkflowUpdateFailedError, String(error));
    assert.match(String(error.cause), reason);
    return true;
  });
}
