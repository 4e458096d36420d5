import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeProblems, parseRequest } from '../../../src/domain/call/parse-request';
import { anyRequest } from '../arbitraries';
import { deepFreeze, parsed, requestInput, someone, throughJson } from '../fixtures';

const minute = 60_000;

/** Two steps by queue, one by source number; French office hours with their lunch break. */
const reminder = {
  destinationPhoneNumber: '+33155500100',
  timeZone: 'Europe/Paris',
  attributes: { appointment: '2026-12-01T10:00' },
  policy: {
    instanceId: 'aaaaaaaa-0000-4000-8000-000000000001',
    contactFlowId: 'aaaaaaaa-0000-4000-8000-000000000002',
    reachedWhen: { attribute: 'confirmed', equals: 'yes' },
    steps: [
      { name: 'sales', queueId: 'aaaaaaaa-0000-4000-8000-000000000003', attempts: 2, retryAfter: '2 hours' },
      { queueId: 'aaaaaaaa-0000-4000-8000-000000000004', backoff: 2 },
      { name: 'local-number', sourcePhoneNumber: '+33155500199', contactFlowId: 'another-flow' },
    ],
    on: { busy: { retryAfter: '5 minutes' }, abandoned: 'next-step' },
    callingHours: {
      weekly: {
        monday: [
          ['09:00', '12:30'],
          ['14:00', '19:00'],
        ],
        saturday: [],
      },
      closedOn: ['2026-12-25'],
    },
    limits: { deadline: '3 days' },
  },
};

describe('parseRequest', () => {
  it('fills in every default but the usual rules, in milliseconds, and keeps the rest', () => {
    const { policy, ...request } = parsed(reminder);
    const { policy: written, ...asWritten } = reminder;
    assert.deepEqual(request, asWritten);
    assert.deepEqual(policy, {
      instanceId: written.instanceId,
      contactFlowId: written.contactFlowId,
      reachedWhen: { attribute: 'confirmed', equals: 'yes' },
      steps: [
        {
          name: 'sales',
          queueId: 'aaaaaaaa-0000-4000-8000-000000000003',
          attempts: 2,
          retryAfter: 120 * minute,
          backoff: 1,
        },
        {
          name: 'step-2',
          queueId: 'aaaaaaaa-0000-4000-8000-000000000004',
          attempts: 1,
          retryAfter: 30 * minute,
          backoff: 2,
        },
        {
          name: 'local-number',
          sourcePhoneNumber: '+33155500199',
          contactFlowId: 'another-flow',
          attempts: 1,
          retryAfter: 30 * minute,
          backoff: 1,
        },
      ],
      on: {
        busy: { action: 'retry', retryAfter: 5 * minute },
        abandoned: { action: 'next-step' },
      },
      callingHours: {
        timeZone: 'recipient',
        holidays: [],
        closesIn: minute,
        hoursMaxAge: 60 * minute,
        hoursStaleIfError: 7 * 24 * 60 * minute,
        unknownTimeZone: 'refuse',
        ...written.callingHours,
      },
      limits: { attempts: 4, deadline: 3 * 24 * 60 * minute, rolling: [] },
      rules: [],
      resend: 'same-token',
      resendWindow: minute,
      usualTalk: 5 * minute,
      quietPeriod: 15 * minute,
      quietPeriodAppliesTo: 'person',
    });
  });

  it('of a parsed request changes nothing, also when it has travelled as JSON', () => {
    fc.assert(
      fc.property(anyRequest, (input) => {
        const once = parsed(deepFreeze(input));
        assert.deepEqual(parsed(once), once);
        assert.deepEqual(parsed(throughJson(once)), throughJson(once));
      }),
    );
  });

  it('of a parsed request accepts every number of attempts that steps can add up to', () => {
    const steps = Array.from({ length: 50 }, () => ({ queueId: 'a-queue', attempts: 100 }));
    const once = parsed(requestInput({ steps }));
    assert.deepEqual(parsed(once), once);
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (rubbish, more) => {
        assert.equal(parseRequest(rubbish).ok, false);
        assert.equal(parseRequest({ destinationPhoneNumber: someone, policy: rubbish }).ok, false);
        assert.equal(parseRequest({ ...requestInput(), unheardOf: rubbish, policy: more }).ok, false);
      }),
    );
  });

  it('takes instance and flow from the settings where the policy leaves them out', () => {
    const { policy, ...request } = requestInput();
    const settings = { instanceId: 'configured', contactFlowId: 'configured' };
    const left = { reachedWhen: policy.reachedWhen, steps: policy.steps, instanceId: undefined };
    const result = parseRequest({ ...request, policy: left }, settings);
    assert.ok(result.ok);
    assert.equal(result.request.policy.instanceId, 'configured');
    assert.equal(result.request.policy.contactFlowId, 'configured');
  });

  it('prefers the policy’s own instance and flow', () => {
    const result = parseRequest(requestInput(), { instanceId: 'configured', contactFlowId: 'configured' });
    assert.ok(result.ok);
    assert.equal(result.request.policy.instanceId, 'an-instance');
  });

  it('warns of a rule for voicemail that can never apply', () => {
    const on = { voicemail: 'stop' } as const;
    assert.match(warnings(requestInput({ on })).join(), /policy\.on\.voicemail never applies.*detection/);
    const detects = {
      trafficType: 'CAMPAIGN',
      answerMachineDetectionConfig: { enableAnswerMachineDetection: true },
    } as const;
    assert.deepEqual(warnings(requestInput({ on }, detects)), []);
    assert.deepEqual(warnings(requestInput({ on, steps: [{ queueId: 'a-queue', ...detects }] })), []);
  });

  it('warns of a limit that the steps can’t reach', () => {
    assert.match(
      warnings(requestInput({ limits: { attempts: 5 } })).join(),
      /limits\.attempts is 5.*at most 1/,
    );
  });

  it('warns of callbacks that no call can make, because it ends once the person is reached', () => {
    const callbacks = { attribute: 'callbackAt' };
    const connected = { callbacks, reachedWhen: 'connected' } as const;
    assert.match(warnings(requestInput(connected)).join(), /policy\.callbacks\.attribute never applies/);
    assert.deepEqual(warnings(requestInput({ ...connected, minTalkSeconds: 30 })), []);
    assert.deepEqual(warnings(requestInput({ ...connected, callbacks: {} })), []);
    assert.deepEqual(warnings(requestInput({ callbacks })), []);
  });

  it('has no warning about a request without surprises', () => {
    assert.deepEqual(warnings(reminder), []);
  });
});

describe('describeProblems', () => {
  it('writes a line for each problem, and names the request where there is no path', () => {
    const problems = [
      { path: 'policy.steps[1].queueId', message: 'is missing' },
      { path: '', message: 'expected an object' },
    ];
    assert.equal(
      describeProblems(problems),
      'policy.steps[1].queueId: is missing\nrequest: expected an object',
    );
  });
});

function warnings(input: unknown): readonly string[] {
  const result = parseRequest(input);
  assert.ok(result.ok);
  return result.warnings;
}
