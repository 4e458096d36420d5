import assert from 'node:assert/strict';
import type { AttemptPlan } from '../../../src/domain/call/attempt';
import type { PolicyInput } from '../../../src/domain/policy/policy';
import { decideNext } from '../../../src/domain/decide/decide-next';
import { parseRequest } from '../../../src/domain/call/parse-request';
import { call, useLine } from '../../connect/support';
import { request } from '../../support/calls';
import { activitiesOn, activityEnvironment, assertResult, dialInput } from '../support';
import type { DecisionBasis } from '../../../src/contract/decide';
import type { DialResult } from '../../../src/contract/dial';

describe('the dial activity, given a decision that has waited', () => {
  const line = useLine();

  it('sends what still holds', async () => {
    const decided = decide();
    line().pass(3600);
    assertResult(await dial(decided), 'started');
    assert.equal(line().simulator.dials().length, 1);
  });

  it('sends nothing when the time has come to give up, and returns what is to be done instead', async () => {
    const decided = decide({ limits: { deadline: '1 hour' } });
    line().pass(3600);
    const dialed = await dial(decided);
    assertResult(dialed, 'redecided');
    assert.equal(dialed.decision.do, 'finish');
    assert.equal(dialed.decision.outcome, 'expired');
    assert.deepEqual(line().simulator.dials(), []);
  });

  it('sends nothing when the clocks of the government say another hour by now, but when the hours open', async () => {
    // As decided by time-zone data in which the hours were open; by those of this worker they open tomorrow.
    const closed: Partial<PolicyInput> = {
      callingHours: { timeZone: 'UTC', closedOn: [dateOf(line().now)] },
    };
    const dialed = await dial({ ...decide(), basis: basisUnder(closed) });
    assertResult(dialed, 'redecided');
    assert.ok(dialed.decision.do === 'dial' && Date.parse(dialed.decision.at) > line().now);
    assert.deepEqual(line().simulator.dials(), []);
  });

  it('sends nothing of an attempt that would be made otherwise by now', async () => {
    const { plan, basis } = decide();
    const dialed = await dial({ plan: { ...plan, destinationPhoneNumber: '+12065550102' }, basis });
    assertResult(dialed, 'redecided');
    assert.ok(dialed.decision.do === 'dial');
    assert.equal(dialed.decision.attempt.destinationPhoneNumber, plan.destinationPhoneNumber);
    assert.deepEqual(line().simulator.dials(), []);
  });

  it('sends what is due by Temporal, also when the clock of this worker is behind', async () => {
    const notBefore = line().now + 600_000;
    const decided = decide({}, { notBefore });
    assertResult(await dial(decided, { currentAttemptScheduledTimestampMs: notBefore }), 'started');
  });

  interface Decided {
    readonly plan: AttemptPlan;
    readonly basis: DecisionBasis;
  }

  function basisUnder(
    policy: Partial<PolicyInput>,
    control: Partial<DecisionBasis['facts']['control']> = {},
  ): DecisionBasis {
    return {
      call,
      request: request('+12065550101', policy),
      facts: {
        startedAt: line().now,
        attempts: [],
        control: { paused: false, cancelled: false, ...control },
        skippedSteps: [],
      },
    };
  }

  function decide(
    policy: Partial<PolicyInput> = {},
    control: Partial<DecisionBasis['facts']['control']> = {},
  ): Decided {
    const basis = basisUnder(policy, control);
    const parsed = parseRequest(basis.request);
    assert.ok(parsed.ok);
    const decision = decideNext({ ...basis.facts, request: parsed.request }, line().now);
    assert.ok(decision.do === 'dial');
    // As it comes to an activity.
    return { plan: JSON.parse(JSON.stringify(decision.attempt)) as AttemptPlan, basis };
  }

  async function dial(
    { plan, basis }: Decided,
    info: Parameters<typeof activityEnvironment>[0] = {},
  ): Promise<DialResult> {
    const input = dialInput(line(), { plan, notAfter: line().at(86_400), confirm: basis });
    return activityEnvironment({ currentAttemptScheduledTimestampMs: line().now, ...info }).run(
      activitiesOn(line()).outboundDial,
      input,
    );
  }

  function dateOf(now: number): string {
    return new Date(now).toISOString().slice(0, 10);
  }
});
