import assert from 'node:assert/strict';
import { parseRequest } from '../../../src/domain/call/parse-request';
import { someone } from '../fixtures';
import { itRefuses, policy, request, type Refusal } from './refusals';

const phone = /E\.164, such as "\+12065550100"/;
const duration = /such as .*"30 minutes"/;
const id = /the ID of .* of Amazon Connect, such as/;
const rule = /expected "retry", "next-step", "next-number", "stop"/;
const detects = { answerMachineDetectionConfig: { enableAnswerMachineDetection: true } };

const refusals: Refusal[] = [
  ...[undefined, null, true, 7, 'call her', []].map((input) => ({
    of: `${JSON.stringify(input)} for a request`,
    input,
    path: '',
    message: /expected object/,
  })),
  { of: 'no policy', input: { destinationPhoneNumber: someone }, path: 'policy', message: /expected object/ },
  {
    of: 'no phone number',
    input: request({ destinationPhoneNumber: undefined }),
    path: 'destinationPhoneNumber',
    message: phone,
  },
  ...['12065550100', '+1 (206) call me', '', 12065550100].map((number) => ({
    of: `${JSON.stringify(number)} for a phone number`,
    input: request({ destinationPhoneNumber: number }),
    path: 'destinationPhoneNumber',
    message: phone,
  })),
  {
    of: 'a phone number with too many digits',
    input: request({ destinationPhoneNumber: '+1234567890123456' }),
    path: 'destinationPhoneNumber',
    message: /has 16 digits, and a phone number has at most 15/,
  },
  ...['destinationPhoneNumber', 'sourcePhoneNumber'].map((member) => ({
    of: `another spelling of a number as a step's ${member}`,
    input: policy({ steps: [{ queueId: 'a-queue' }, { queueId: 'a-queue', [member]: '+4407700900100' }] }),
    path: `policy.steps[1].${member}`,
    message: /has 0 after \+44, which is dialed only inside the country: leave it out/,
  })),
  {
    of: 'no reachedWhen',
    input: policy({ reachedWhen: undefined }),
    path: 'policy.reachedWhen',
    message: /"agent", "connected", or/,
  },
  {
    of: 'reachedWhen "answered"',
    input: policy({ reachedWhen: 'answered' }),
    path: 'policy.reachedWhen',
    message: /"agent", "connected", or/,
  },
  {
    of: 'minTalkSeconds without "connected"',
    input: policy({ minTalkSeconds: 5 }),
    path: 'policy.minTalkSeconds',
    message: /"reachedWhen": "connected"/,
  },
  { of: 'an empty instance', input: policy({ instanceId: '' }), path: 'policy.instanceId', message: id },
  { of: 'no flow', input: policy({ contactFlowId: undefined }), path: 'policy.contactFlowId', message: id },
  { of: 'no steps', input: policy({ steps: [] }), path: 'policy.steps', message: /give at least one step/ },
  {
    of: 'a step without caller',
    input: policy({ steps: [{ attempts: 2 }] }),
    path: 'policy.steps[0]',
    message: /set queueId, sourcePhoneNumber/,
  },
  {
    of: 'an unknown member of a step',
    input: policy({ steps: [{ queueId: 'q', queue: 'q' }] }),
    path: 'policy.steps[0]',
    message: /"queue"/,
  },
  ...['a\u001b[2Jb', 'a\nb', 'a\u202eb', 'a\u2028b', 'a\u0007b'].map((name) => ({
    of: `a step with the name ${JSON.stringify(name)}, which a terminal would obey or nobody sees`,
    input: policy({ steps: [{ name, queueId: 'a-queue' }] }),
    path: 'policy.steps[0].name',
    message: /^has the invisible character U\+\w{4}: use printable characters, on one line/,
  })),
  {
    of: 'a step with an endless name',
    input: policy({ steps: [{ name: 'x'.repeat(61), queueId: 'a-queue' }] }),
    path: 'policy.steps[0].name',
    message: /60/,
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
    message: /"a" is already the name of an earlier step/,
  },
  {
    of: 'a name that a step without one has',
    input: policy({ steps: [{ name: 'step-2', queueId: 'q' }, { queueId: 'r' }] }),
    path: 'policy.steps[1].name',
    message: /"step-2" is already the name of an earlier step/,
  },
  {
    of: 'no attempts',
    input: policy({ steps: [{ queueId: 'q', attempts: 0 }] }),
    path: 'policy.steps[0].attempts',
    message: />=1/,
  },
  {
    of: 'half an attempt',
    input: policy({ steps: [{ queueId: 'q', attempts: 1.5 }] }),
    path: 'policy.steps[0].attempts',
    message: /expected int/,
  },
  {
    of: 'a backoff that shortens',
    input: policy({ steps: [{ queueId: 'q', backoff: 0.5 }] }),
    path: 'policy.steps[0].backoff',
    message: />=1/,
  },
  ...['soon', '', '5 parsecs', 'PT5M', NaN, Infinity, null, '-5 minutes', '400 days'].map((text) => ({
    of: `${typeof text === 'string' ? JSON.stringify(text) : String(text)} for a duration`,
    input: policy({ quietPeriod: text }),
    path: 'policy.quietPeriod',
    message: /-5|400/.test(String(text)) ? /between 0 ms and 366 days/ : duration,
  })),
  {
    of: 'a deadline at once',
    input: policy({ limits: { deadline: 0 } }),
    path: 'policy.limits.deadline',
    message: /between 1 second and 366 days/,
  },
  {
    of: 'a resend window beyond its bound',
    input: policy({ resendWindow: '1 hour' }),
    path: 'policy.resendWindow',
    message: /10 minutes/,
  },
  {
    of: 'a rule of an unknown disposition',
    input: policy({ on: { 'no-reply': 'retry' } }),
    path: 'policy.on',
    message: /"no-reply"/,
  },
  {
    of: 'an unknown action',
    input: policy({ on: { busy: 'redial' } }),
    path: 'policy.on.busy',
    message: rule,
  },
  {
    of: 'an undefined rule',
    input: policy({ on: { busy: undefined } }),
    path: 'policy.on.busy',
    message: rule,
  },
  {
    of: 'detection without campaign traffic',
    input: request(detects),
    path: 'answerMachineDetectionConfig',
    message: /"trafficType": "CAMPAIGN"/,
  },
  {
    of: 'a step’s detection without campaign traffic',
    input: policy({ steps: [{ queueId: 'q', ...detects }] }),
    path: 'policy.steps[0].answerMachineDetectionConfig',
    message: /"trafficType": "CAMPAIGN"/,
  },
  {
    of: 'a ring timeout that Amazon Connect doesn’t take',
    input: request({ ringTimeoutInSeconds: 61 }),
    path: 'ringTimeoutInSeconds',
    message: /<=60/,
  },
  {
    of: 'an attribute name with a space',
    input: request({ attributes: { 'first name': 'Ada' } }),
    path: 'attributes.first name',
    message: /only letters, digits, "-" and "_"/,
  },
  {
    of: 'an attribute that is a number',
    input: request({ attributes: { age: 36 } }),
    path: 'attributes.age',
    message: /expected string/,
  },
  {
    of: 'a reserved attribute',
    input: request({ attributes: { outboundCallAttemptId: 'x' } }),
    path: 'attributes.outboundCallAttemptId',
    message: /reserved name/,
  },
  {
    of: 'a reserved attribute of a step',
    input: policy({ steps: [{ queueId: 'q', attributes: { outboundCallWorkflowId: 'x' } }] }),
    path: 'policy.steps[0].attributes.outboundCallWorkflowId',
    message: /reserved name/,
  },
  {
    of: 'attributes too long in bytes, though not in letters',
    input: request({ attributes: { note: 'é'.repeat(14_283) } }),
    path: 'attributes',
    message: /28570 bytes .* at most 28568/,
  },
  {
    of: 'attributes too long only together with a step’s',
    input: {
      ...policy({ steps: [{ queueId: 'q', attributes: { more: 'x'.repeat(20_000) } }] }),
      attributes: { note: 'x'.repeat(20_000) },
    },
    path: 'policy.steps[0].attributes',
    message: /40008 bytes/,
  },
  { of: 'an unknown member', input: request({ phone: someone }), path: '', message: /"phone"/ },
  {
    of: 'an unknown member of the policy',
    input: policy({ retries: 3 }),
    path: 'policy',
    message: /"retries"/,
  },
  {
    of: 'an unknown member of the limits',
    input: policy({ limits: { days: 3 } }),
    path: 'policy.limits',
    message: /"days"/,
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
