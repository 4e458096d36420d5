import assert from 'node:assert/strict';
import { noopMetricMeter, type MetricMeter, type MetricTags } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { BlockedCallers, type Activities } from '../../../activities';
import type { AttemptPlan } from '../../../src/domain/call/attempt';
import type { AwaitContactResult } from '../../../src/contract/contact';
import type { DialInput, DialResult } from '../../../src/contract/dial';
import { call, plan, useLine } from '../../connect/support';
import { request } from '../../support/calls';
import { activitiesOn, activityEnvironment, assertResult, dialInput } from '../support';

const people = ['+12065550141', '+12065550142', '+12065550143'];
const someoneElse = '+12065550144';

describe('a worker that has seen networks block a caller ID for three people', () => {
  const line = useLine();

  beforeEach(() => {
    for (const person of people) line().simulator.script(person, { dispositions: ['blocked'] });
  });

  it('sends nothing from it while another step remains, and says why and for how long', async () => {
    const activities = activitiesOn(line());
    for (const person of people) await makeAttempt(activities, person);
    line().pass(3600);
    const dialed = await dial(activities, someoneElse, { hasOtherStep: true });
    assertResult(dialed, 'not-sent');
    const { obstacle } = dialed;
    assert.ok(obstacle.by === 'caller-id', obstacle.by);
    assert.match(
      obstacle.why,
      /^networks blocked calls from queue \S+ to \+1 for 3 people in a row, last at 2026-/,
    );
    assert.equal(Math.round(obstacle.forMs / 3_600_000), 23);
    assert.equal(line().simulator.dials().length, people.length);
  });

  it('counts it as a metric', async () => {
    const activities = activitiesOn(line());
    for (const person of people) await makeAttempt(activities, person);
    const counted: unknown[] = [];
    const metricMeter: MetricMeter = {
      createCounter: (name) =>
        Object.assign(noopMetricMeter.createCounter(name), {
          add: (value: number, tags: MetricTags = {}) =>
            counted.push([name, value, tags['caller_id'], tags['calling_code']]),
        }),
      createHistogram: (...options) => noopMetricMeter.createHistogram(...options),
      createGauge: (...options) => noopMetricMeter.createGauge(...options),
      withTags: () => metricMeter,
    };
    await new MockActivityEnvironment({ startToCloseTimeoutMs: 30_000 }, { metricMeter }).run(
      activities.outboundDial,
      dialInput(line(), { plan: planTo(someoneElse), hasOtherStep: true }),
    );
    assert.deepEqual(counted, [['outbound_blocked_caller_skips', 1, `queue ${plan().queueId ?? ''}`, '1']]);
  });

  it('dials from it all the same when no other step remains, and when a lost answer must be recovered', async () => {
    const activities = activitiesOn(line());
    for (const person of people) await makeAttempt(activities, person);
    assertResult(await dial(activities, someoneElse), 'started');
    const again = { hasOtherStep: true, firstSentAt: line().at() } as const;
    assertResult(await dial(activities, '+12065550145', again), 'started');
  });

  it('dials from it again a day later, and once an attempt got through', async () => {
    const activities = activitiesOn(line());
    for (const person of people) await makeAttempt(activities, person);
    await makeAttempt(activities, someoneElse);
    assertResult(await dial(activities, '+12065550145', { hasOtherStep: true }), 'started');

    const others = activitiesOn(line());
    for (const person of people) await makeAttempt(others, person);
    line().pass(25 * 3600);
    assertResult(await dial(others, '+12065550145', { hasOtherStep: true }), 'started');
  });

  it('dials from other numbers of the instance', async () => {
    const activities = activitiesOn(line());
    for (const person of people) await makeAttempt(activities, person);
    const sourcePhoneNumber = '+12065550199';
    assertResult(
      await dial(activities, someoneElse, { hasOtherStep: true }, { sourcePhoneNumber }),
      'started',
    );
  });

  it('shows it with its readiness', async () => {
    const blockedCallers = new BlockedCallers();
    const activities = activitiesOn(line(), { blockedCallers });
    for (const person of people.slice(0, 2)) await makeAttempt(activities, person);
    assert.equal(blockedCallers.inWords(line().now), 'none known to be blocked');
    await makeAttempt(activities, people[2] ?? '');
    assert.match(
      blockedCallers.inWords(line().now),
      /^networks blocked calls from queue \S+ to \+1 for 3 people/,
    );
  });

  /** Dial, and see the contact end. */
  async function makeAttempt(activities: Activities, person: string): Promise<void> {
    const dialed = await dial(activities, person);
    assertResult(dialed, 'started');
    line().pass(300);
    const environment = activityEnvironment({ currentAttemptScheduledTimestampMs: line().now });
    const awaited: AwaitContactResult = await environment.run(activities.outboundAwaitContact, {
      contactId: dialed.contactId,
      since: dialed.sentAt,
      lineHeldForMs: 420_000,
      closes: { plan: planTo(person), dialing: { startedAt: dialed.sentAt }, stoppedByUs: false },
      basis: {
        call: callTo(person),
        request: request(person),
        facts: {
          startedAt: line().now,
          attempts: [],
          control: { paused: false, cancelled: false },
          skippedSteps: [],
        },
      },
      taskQueue: 'calls',
    });
    assert.equal(awaited.result, 'ended');
  }

  function dial(
    activities: Activities,
    person: string,
    members: Partial<DialInput> = {},
    planned: Partial<AttemptPlan> = {},
  ): Promise<DialResult> {
    return activityEnvironment().run(
      activities.outboundDial,
      dialInput(line(), { call: callTo(person), plan: planTo(person, planned), ...members }),
    );
  }

  let calls = 0;

  /** Each attempt is of a call of its own. */
  function callTo(person: string) {
    calls += 1;
    return { ...call, workflowId: `${person} ${calls}` };
  }

  function planTo(destinationPhoneNumber: string, planned: Partial<AttemptPlan> = {}): AttemptPlan {
    return plan({ destinationPhoneNumber, ...planned });
  }
});
