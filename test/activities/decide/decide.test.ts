import assert from 'node:assert/strict';
import { ApplicationFailure } from '@temporalio/common';
import { createActivities, FailureType, type ActivityDependencies } from '../../../activities';
import type { EndedAttempt } from '../../../src/domain/call/attempt';
import { instanceQueues } from '../../../src/domain/call/instance-queues';
import { request } from '../../support/calls';
import { call, connectTo, plan } from '../../connect/support';
import { activityEnvironment, failureOf } from '../support';
import type { CheckedRequest, DecideInput, DecideResult } from '../../../src/contract/decide';

const now = Date.UTC(2026, 10, 23, 17);

const facts: DecideInput['facts'] = {
  startedAt: now,
  attempts: [],
  control: { paused: false, cancelled: false },
  skippedSteps: [],
};

function activities(dependencies: Partial<ActivityDependencies> = {}) {
  // Nobody listens there: a decision asks nobody anything.
  return createActivities({ connect: connectTo('http://127.0.0.1:9'), ...dependencies });
}

function decide(
  members: Partial<DecideInput> = {},
  dependencies: Partial<ActivityDependencies> = {},
): Promise<DecideResult> {
  return activityEnvironment().run(activities(dependencies).outboundDecide, {
    call,
    request: request('+12065550100'),
    facts,
    now,
    ended: [],
    isFirst: false,
    wantsSettings: false,
    ...members,
  });
}

const { instanceId, contactFlowId, ...withoutDefaults } = request('+12065550100').policy;

function withHolidays(...holidays: string[]) {
  return { ...request('+12065550100', { callingHours: { holidays } }), timeZone: 'America/New_York' };
}

describe('deciding', () => {
  it('says what to do, and freezes the attempt', async () => {
    const { decision, recorded, checked } = await decide();
    assert.equal(decision.do, 'dial');
    assert.equal(decision.at, new Date(now).toISOString());
    assert.equal(decision.attempt.number, 1);
    assert.equal(decision.attempt.destinationPhoneNumber, '+12065550100');
    assert.deepEqual(recorded, []);
    assert.equal(checked, undefined);
  });

  it("reads the time that a contact asks for on the person's clock, and keeps it with the attempt", async () => {
    const ended = (callbackAt: string): EndedAttempt => ({
      plan: plan(),
      startedAt: new Date(now).toISOString(),
      ending: {
        how: 'contact',
        stoppedByUs: false,
        contact: {
          ...{ contactId: 'c-1', connectedAt: new Date(now).toISOString() },
          ...{ endedAt: new Date(now + 30_000).toISOString(), attributes: { callbackAt } },
        },
      },
    });
    const { policy } = request('+12065550100', {
      callbacks: { attribute: 'callbackAt', within: '60 days' },
      callingHours: { weekly: { sunday: [['00:00', '24:00']] }, closesIn: 0 },
    });
    for (const [value, where, at] of [
      // The hour is repeated there on that day, two Sundays after the start.
      ['2026-11-01T01:30', { timeZone: 'America/New_York' }, '2026-11-01T06:30:00.000Z'],
      // In one zone of Texas or in the other.
      ['2026-11-08T15:00', { region: 'US-TX' }, '2026-11-08T22:00:00.000Z'],
    ] as const) {
      const started = Date.UTC(2026, 9, 18, 17);
      const { recorded, decision } = await decide({
        request: { destinationPhoneNumber: '+12065550100', policy, ...where },
        facts: { ...facts, startedAt: started },
        now: started + 60_000,
        ended: [ended(value)],
      });
      assert.deepEqual(recorded[0]?.callbackRequest, { asked: value, at });
      assert.ok(decision.do === 'dial');
      assert.deepEqual([decision.at, decision.attempt.callbackFor], [at, at]);
    }
  });

  it('refuses holidays that nobody knows when the call begins, by path and with those that are known', async () => {
    const failure = await failureOf(decide({ isFirst: true, request: withHolidays('US-AL', 'FR-75') }));
    assert.equal(failure.type, FailureType.InvalidCallRequest);
    assert.match(failure.message, /\npolicy\.callingHours\.holidays\[1\]: .*region of FR.*FR-57/);
    assert.doesNotMatch(failure.message, /holidays\[0\]/);
  });

  it('does not end a running call whose holidays this worker has no tables of: that is a fault of the worker', async () => {
    const almanac = {
      holidays: () => {
        throw new Error('not installed');
      },
    };
    const request = withHolidays('FR');
    await assert.rejects(
      decide({ request }, { almanac }),
      (error) => error instanceof Error && !(error instanceof ApplicationFailure),
    );
    assert.equal((await failureOf(decide({ request, isFirst: true }, { almanac }))).nonRetryable, true);
  });

  it('dials on no holiday of the policy, by the calendar on the wall of the person', async () => {
    // Thanksgiving, 26 November 2026, is over in New York at 05:00 UTC of the next day.
    const thanksgiving = Date.UTC(2026, 10, 26, 18);
    const { decision } = await decide({
      request: withHolidays('US'),
      facts: { ...facts, startedAt: thanksgiving },
      now: thanksgiving,
    });
    assert.equal(decision.do, 'dial');
    assert.equal(decision.at, '2026-11-27T05:00:00.000Z');
  });

  it('returns what the run uses, the first time: the whole policy, the settings and the warnings', async () => {
    const { checked, settings } = await decide(
      {
        isFirst: true,
        wantsSettings: true,
        request: request('+12065550100', { limits: { attempts: 99 } }),
      },
      {
        settings: { searchAttributes: ['OutboundCallStatus'] },
        queuesOf: (instance) => instanceQueues('calls', instance),
        searchable: (instance) => instance === instanceId,
      },
    );
    assert.equal(checked?.request.policy.resend, 'same-token');
    assert.equal(checked.request.policy.resendWindow, 60_000);
    assert.equal(checked.request.policy.quietPeriod, 15 * 60_000);
    assert.deepEqual(settings, {
      ledger: false,
      searchAttributes: ['OutboundCallStatus'],
      dialTimeout: 30_000,
      events: false,
      searchable: true,
      queues: {
        dial: `calls.dial.${instanceId}`,
        describe: `calls.describe.${instanceId}`,
        urgent: `calls.urgent.${instanceId}`,
        search: `calls.search.${instanceId}`,
      },
    });
    assert.equal(checked.warnings.length, 1);
    assert.match(checked.warnings[0] ?? '', /limits\.attempts/);
  });

  it('uses no search attributes unless its settings name some', async () => {
    const { settings } = await decide({ wantsSettings: true });
    assert.deepEqual([settings?.searchAttributes, settings?.queues], [[], undefined]);
  });

  it("fills in the defaults of the installation, and the request's own come first", async () => {
    const defaults = { instanceId: 'of-the-installation', contactFlowId: 'of-the-installation' };
    const given = { ...request('+12065550100'), policy: { ...withoutDefaults, contactFlowId: 'own' } };
    const { decision } = await decide({ request: given }, { defaults });
    assert.equal(decision.do, 'dial');
    assert.equal(decision.attempt.instanceId, 'of-the-installation');
    assert.equal(decision.attempt.contactFlowId, 'own');
  });

  it('takes the policy that it returned before, and keeps it as it is under other defaults', async () => {
    const { checked: first } = await decide({ isFirst: true });
    const again = await decide(
      { isFirst: true, request: { ...request('+12065550100'), policy: first?.request.policy } },
      { defaults: { instanceId: 'another', contactFlowId: 'another' } },
    );
    assert.deepEqual(again.checked?.request.policy, first?.request.policy);
    assert.equal(again.checked?.request.policy.instanceId, instanceId);
    assert.equal(again.checked.request.policy.contactFlowId, contactFlowId);
  });

  const ended: EndedAttempt = {
    plan: plan(),
    startedAt: new Date(now - 30_000).toISOString(),
    ending: {
      how: 'contact',
      stoppedByUs: false,
      contact: {
        contactId: 'c-1',
        initiatedAt: new Date(now - 30_000).toISOString(),
        endedAt: new Date(now - 1_000).toISOString(),
        disconnectReason: 'TELECOM_BUSY',
        attributes: {},
      },
    },
  };

  it('closes the attempt that has ended, and decides with it', async () => {
    const { recorded, decision } = await decide({ ended: [ended] });
    const [closed] = recorded;
    assert.equal(closed?.disposition, 'busy');
    assert.equal(closed.endedAt, new Date(now - 1_000).toISOString());
    assert.equal(decision.do, 'finish');
    assert.equal(decision.outcome, 'exhausted');
  });

  it('closes what was found after all, too, before it decides: all of it at once', async () => {
    const lost: EndedAttempt = {
      ...ended,
      ending: { how: 'lost', why: 'its answer was lost', phoneMayBeRinging: true },
    };
    const [unknown] = (await decide({ ended: [lost] })).recorded;
    assert.ok(unknown);
    const { recorded } = await decide({
      facts: { ...facts, attempts: [1, 2].map((number) => ({ ...unknown, number })) },
      ended: [1, 2, 3].map((number) => ({ ...ended, plan: plan({ number }) })),
    });
    assert.deepEqual(
      recorded.map((attempt) => [attempt.number, attempt.disposition]),
      [1, 2, 3].map((number) => [number, 'busy']),
    );
  });
});

describe('a request that makes no sense', () => {
  const nonsense = {
    destinationPhoneNumber: 'home',
    policy: { ...withoutDefaults, steps: [{ name: 'nowhere' }, { queueId: 'q', atempts: 2 }] },
  };
  const paths = [
    'destinationPhoneNumber: ',
    'policy.instanceId: ',
    'policy.contactFlowId: ',
    'policy.steps[0]: ',
    'policy.steps[1]: ',
  ];

  for (const [name, check] of [
    ['checkRequest', () => activityEnvironment().run(activities().outboundCheckRequest, nonsense)],
    ['decide', () => decide({ isFirst: true, request: nonsense })],
  ] as const) {
    it(`fails ${name} for good, with every problem by its path`, async () => {
      const failure = await failureOf(check());
      assert.equal(failure.type, FailureType.InvalidCallRequest);
      assert.equal(failure.nonRetryable, true);
      for (const path of paths) assert.ok(failure.message.includes(path), `${path}: ${failure.message}`);
      assert.equal(failure.details?.length, paths.length);
    });
  }

  it('to this worker, but was taken by an earlier decision, ends no call: the task is tried again, by a worker that knows it', async () => {
    await assert.rejects(decide({ request: nonsense }), (error: unknown) => {
      assert.ok(error instanceof Error && !(error instanceof ApplicationFailure));
      return /does not understand the request of a running call, which waits[^]*policy\.steps\[0\]: /.test(
        error.message,
      );
    });
  });

  it('is nothing at all, too', async () => {
    for (const nothing of [undefined, null, 'call her', 42, []]) {
      const failure = await failureOf(decide({ isFirst: true, request: nothing }));
      assert.equal(failure.type, FailureType.InvalidCallRequest, JSON.stringify(nothing));
    }
  });
});

describe('checking a request', () => {
  it('gives it back with every default filled in', async () => {
    const { outboundCheckRequest: checkRequest } = activities({
      defaults: { instanceId: 'i', contactFlowId: 'f' },
    });
    const checked: CheckedRequest = await activityEnvironment().run(checkRequest, {
      destinationPhoneNumber: '+12065550100',
      policy: withoutDefaults,
    });
    assert.equal(checked.request.policy.instanceId, 'i');
    assert.equal(checked.request.policy.contactFlowId, 'f');
    assert.equal(checked.request.policy.limits.attempts, 1);
    assert.deepEqual(checked.warnings, []);
  });
});
