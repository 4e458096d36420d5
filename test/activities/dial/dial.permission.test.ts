import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { createActivities } from '../../../activities';
import { holdMaxAgeMs } from '../../../src/ledger';
import { call, connectTo, plan, useLine } from '../../connect/support';
import {
  activitiesOn,
  activityEnvironment,
  assertResult,
  dial,
  dialInput,
  failureOf,
  delayOf,
} from '../support';
import type { DialInput, DialResult } from '../../../src/contract/dial';

describe('the dial activity, before it sends', () => {
  const line = useLine();

  it('sends nothing on an instance that is on hold, and says since when and why', async () => {
    const since = '2026-11-23T09:00:00.000Z';
    const dialed = await dialWith({
      holdOn: () => Promise.resolve({ since, reason: 'a fault in the flow' }),
    });
    assertResult(dialed, 'not-sent');
    assert.equal(dialed.obstacle.why, `on hold since ${since}: a fault in the flow`);
    assert.equal(dialed.obstacle.by, 'hold');
    assert.deepEqual(line().simulator.dials(), []);
  });

  it('queries holds once for simultaneous dials, and sees a hold as soon as the command that began it is done', async () => {
    let asked = 0;
    const held: { since: string }[] = [];
    const holdOn = () => {
      asked += 1;
      return Promise.resolve(held[0]);
    };
    const activities = activitiesOn(line(), { holdOn });
    const dialOnce = (number: number): Promise<DialResult> =>
      activityEnvironment().run(activities.outboundDial, dialInput(line(), { plan: plan({ number }) }));
    const dialed = await Promise.all(Array.from({ length: 5 }, (_, index) => dialOnce(index + 1)));
    for (const one of dialed) assertResult(one, 'started');
    assert.ok(asked < 5, `${asked} questions for 5 dials`);
    held.push({ since: line().at() });
    await setTimeout(holdMaxAgeMs + 1);
    assertResult(await dialOnce(6), 'not-sent');
  });

  it('queries holds once for simultaneous dials and all calls that wait for the release', async () => {
    let asked = 0;
    const since = line().at();
    const holdOn = () => {
      asked += 1;
      return Promise.resolve({ since });
    };
    const activities = activitiesOn(line(), { holdOn });
    const { instanceId } = plan();
    const began = performance.now();
    const block = { by: 'hold', why: 'on hold', instanceId, until: line().now + 60_000, tries: 1 } as const;
    const waiting = Array.from({ length: 200 }, async () =>
      failureOf(
        activityEnvironment().run(activities.outboundAwaitUnblocked, { call, person: '+12065550100', block }),
      ),
    );
    const dialing: Promise<DialResult> = activityEnvironment().run(
      activities.outboundDial,
      dialInput(line()),
    );
    for (const { type } of await Promise.all(waiting)) assert.equal(type, 'OnHold');
    assertResult(await dialing, 'not-sent');
    const most = 1 + Math.ceil((performance.now() - began) / holdMaxAgeMs);
    assert.ok(asked <= most, `${asked} questions`);
  });

  it('sends nothing when nobody can say whether it is permitted, and comes back within seconds', async () => {
    const dialed = await dialWith({ holdOn: () => Promise.reject(new Error('no server')) });
    assertResult(dialed, 'not-sent');
    assert.match(dialed.obstacle.why, /could not check whether the call is permitted: no server/);
    assert.ok(delayOf(dialed) <= 4_000);
    assert.deepEqual(line().simulator.dials(), []);
  });

  it('sends nothing for a call that counts contacts when the worker has no key for ledgers', async () => {
    const person = '+12065550100';
    const ledger = { person, checks: [], taskQueue: 'calls', lookUpAfterMs: 60_000 };
    const dialed = await dial(line(), { ledger });
    assertResult(dialed, 'not-sent');
    assert.match(dialed.obstacle.why, /ledger\.keys in temporal\.config\.ts/);
    assert.deepEqual(line().simulator.dials(), []);
  });

  it('re-sends nothing without permission: the worker that had the dial may have died before its check; what was sent stays sent', async () => {
    const firstSentAt = line().at();
    const dialed = await dialWith({ holdOn: () => Promise.resolve({ since: firstSentAt }) }, { firstSentAt });
    assertResult(dialed, 'maybe-sent');
    assert.equal(dialed.firstSentAt, firstSentAt);
    assert.deepEqual(line().simulator.dials(), []);
    const unknown = await dialWith({ holdOn: () => Promise.reject(new Error('no server')) }, { firstSentAt });
    assertResult(unknown, 'maybe-sent');
    assert.deepEqual(line().simulator.dials(), []);
  });

  async function dialWith(
    dependencies: Parameters<typeof activitiesOn>[1],
    members: Partial<DialInput> = {},
  ): Promise<DialResult> {
    return activityEnvironment().run(
      activitiesOn(line(), dependencies).outboundDial,
      dialInput(line(), members),
    );
  }
});

describe('activities with a ledger', () => {
  it('refuse a key that is not 32 random bytes', () => {
    const connect = connectTo('http://127.0.0.1:9');
    assert.throws(
      () => createActivities({ connect, ledger: { keys: ['secret'] } }),
      /32 random bytes.*openssl rand -base64 32/,
    );
  });
});
