import assert from 'node:assert/strict';
import { parseRequest } from '../../../src/domain/call/parse-request';
import { someone } from '../fixtures';
import { itRefuses, policy, request, type Refusal } from './refusals';

const phone = /E\.164, such as "\+12065550100"/;
const duration = /such as .*"30 minutes"/;
const id = /an Amazon Connect ID, such as/;
const rule = /expected "retry", "next-step", "next-number", "stop"/;
const detects = { answerMachineDetectionConfig: { enableAnswerMachineDetection: true } };

const refusals: Refusal[] = [
  ...[undefined, null, true, 7, 'call her', []].map((input) => ({
    of: `${JSON.stringify(input)} for a request`,
    input,
    path: '',
    mend: /expected object/,
  })),
  { of: 'no policy', input: { destinationPhoneNumber: someone }, path: 'policy', mend: /expected object/ },
  {
    of: 'no phone number',
    input: request({ destinationPhoneNumber: undefined }),
    path: 'destinationPhoneNumber',
    mend: phone,
  },
  ...['12065550100', '+1 206 555 0100', '+0123456789', '+1234567890123456', '', 12065550100].map(
    (number) => ({
      of: `${JSON.stringify(number)} for a phone number`,
      input: request({ destinationPhoneNumber: number }),
      path: 'destinationPhoneNumber',
      mend: phone,
    }),
  ),
  {
    of: 'no reachedWhen',
    input: policy({ reachedWhen: undefined }),
    path: 'policy.reachedWhen',
    mend: /"agent", "connected", or/,
  },
  {
    of: 'reachedWhen "answered"',
    input: policy({ reachedWhen: 'answered' }),
    path: 'policy.reachedWhen',
    mend: /"agent", "connected", or/,
  },
  {
    of: 'minTalkSeconds without "connected"',
    input: policy({ minTalkSeconds: 5 }),
    path: 'policy.minTalkSeconds',
    mend: /"reachedWhen": "connected"/,
  },
  { of: 'an empty instance', input: policy({ instanceId: '' }), path: 'policy.instanceId', mend: id },
  { of: 'no flow', input: policy({ contactFlowId: undefined }), path: 'policy.contactFlowId', mend: id },
  { of: 'no steps', input: policy({ steps: [] }), path: 'policy.steps', mend: /give at least one step/ },
  {
    of: 'a step without caller',
    input: policy({ steps: [{ attempts: 2 }] }),
    path: 'policy.steps[0]',
    mend: /set queueId, sourcePhoneNumber/,
  },
  {
    of: 'an unknown member of a step',
    input: policy({ steps: [{ queueId: 'q', queue: 'q' }] }),
    path: 'policy.steps[0]',
    mend: /"queue"/,
  },
  {
    of: 'two steps of one name',
    input: policy({
      steps: [
        { name: 'a', queueId: 'q' },
        { name: 'a', queueId: 'r' },
      ],
    }),
    path: 'policy.steps[1].name',
    mend: /"a" is already the name of an earlier step/,
  },
  {
    of: 'a name that a step without one has',
    input: policy({ steps: [{ name: 'step-2', queueId: 'q' }, { queueId: 'r' }] }),
    path: 'policy.steps[1].name',
    mend: /"step-2" is already the name of an earlier step/,
  },
  {
    of: 'no attempts',
    input: policy({ steps: [{ queueId: 'q', attempts: 0 }] }),
    path: 'policy.steps[0].attempts',
    mend: />=1/,
  },
  {
    of: 'half an attempt',
    input: policy({ steps: [{ queueId: 'q', attempts: 1.5 }] }),
    path: 'policy.steps[0].attempts',
    mend: /expected int/,
  },
  {
    of: 'a backoff that shortens',
    input: policy({ steps: [{ queueId: 'q', backoff: 0.5 }] }),
    path: 'policy.steps[0].backoff',
    mend: />=1/,
  },
  ...['soon', '', '5 parsecs', 'PT5M', NaN, Infinity, null, '-5 minutes', '400 days'].map((text) => ({
    of: `${typeof text === 'string' ? JSON.stringify(text) : String(text)} for a duration`,
    input: policy({ quietPeriod: text }),
    path: 'policy.quietPeriod',
    mend: /-5|400/.test(String(text)) ? /between 0 ms and 366 days/ : duration,
  })),
  {
    of: 'a deadline at once',
    input: policy({ limits: { deadline: 0 } }),
    path: 'policy.limits.deadline',
    mend: /between 1 second and 366 days/,
  },
  {
    of: 'a resend window beyond its bound',
    input: policy({ resendWindow: '1 hour' }),
    path: 'policy.resendWindow',
    mend: /10 minutes/,
  },
  {
    of: 'a rule of an unknown disposition',
    input: policy({ on: { 'no-reply': 'retry' } }),
    path: 'policy.on',
    mend: /"no-reply"/,
  },
  { of: 'an unknown action', input: policy({ on: { busy: 'redial' } }), path: 'policy.on.busy', mend: rule },
  { of: 'an undefined rule', input: policy({ on: { busy: undefined } }), path: 'policy.on.busy', mend: rule },
  {
    of: 'detection without campaign traffic',
    input: request(detects),
    path: 'answerMachineDetectionConfig',
    mend: /"trafficType": "CAMPAIGN"/,
  },
  {
    of: 'a step’s detection without campaign traffic',
    input: policy({ steps: [{ queueId: 'q', ...detects }] }),
    path: 'policy.steps[0].answerMachineDetectionConfig',
    mend: /"trafficType": "CAMPAIGN"/,
  },
  {
    of: 'a ring timeout that Amazon Connect doesn’t take',
    input: request({ ringTimeoutInSeconds: 61 }),
    path: 'ringTimeoutInSeconds',
    mend: /<=60/,
  },
  {
    of: 'an attribute name with a space',
    input: request({ attributes: { 'first name': 'Ada' } }),
    path: 'attributes.first name',
    mend: /only letters, digits, "-" and "_"/,
  },
  {
    of: 'an attribute that is a number',
    input: request({ attributes: { age: 36 } }),
    path: 'attributes.age',
    mend: /expected string/,
  },
  {
    of: 'a reserved attribute',
    input: request({ attributes: { outboundCallAttemptId: 'x' } }),
    path: 'attributes.outboundCallAttemptId',
    mend: /reserved name/,
  },
  {
    of: 'a reserved attribute of a step',
    input: policy({ steps: [{ queueId: 'q', attributes: { outboundCallWorkflowId: 'x' } }] }),
    path: 'policy.steps[0].attributes.outboundCallWorkflowId',
    mend: /reserved name/,
  },
  {
    of: 'attributes too long in bytes, though not in letters',
    input: request({ attributes: { note: 'é'.repeat(14_283) } }),
    path: 'attributes',
    mend: /28570 bytes .* at most 28568/,
  },
  {
    of: 'attributes too long only together with a step’s',
    input: {
      ...policy({ steps: [{ queueId: 'q', attributes: { more: 'x'.repeat(20_000) } }] }),
      attributes: { note: 'x'.repeat(20_000) },
    },
    path: 'policy.steps[0].attributes',
    mend: /40008 bytes/,
  },
  { of: 'an unknown member', input: request({ phone: someone }), path: '', mend: /"phone"/ },
  { of: 'an unknown member of the policy', input: policy({ retries: 3 }), path: 'policy', mend: /"retries"/ },
  {
    of: 'an unknown member of the limits',
    input: policy({ limits: { days: 3 } }),
    path: 'policy.limits',
    mend: /"days"/,
  },
];

describe('parseRequest refuses, saying where and how to mend it:', () => {
  itRefuses(refusals);

  it('all that is wrong at once', () => {
    const result = parseRequest(
      policy({ instanceId: '', steps: [{ attempts: 'many' }], quietPeriod: 'short' }),
    );
    assert.ok(!result.ok);
    const paths = result.problems.map(({ path }) => path).sort();
    assert.deepEqual(paths, ['policy.instanceId', 'policy.quietPeriod', 'policy.steps[0].attempts']);
  });

  it('nothing about attributes that fill the limit to the byte', () => {
    assert.ok(parseRequest(request({ attributes: { note: 'é'.repeat(14_282) } })).ok);
  });
});
