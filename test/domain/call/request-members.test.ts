import assert from 'node:assert/strict';
import { decideNext } from '../../../src/domain/decide/decide-next';
import { describeProblems, parseRequest } from '../../../src/domain/call/parse-request';
import { callUnder, parsed, requestInput, start } from '../fixtures';
import { itRefuses, policy, request } from './refusals';

describe('every member of StartOutboundVoiceContact', () => {
  it('can be set on the request, and overridden on a step', () => {
    const given = {
      name: 'Order A-1001',
      description: 'Delivery window',
      references: { order: { value: 'https://example.com/A-1001', type: 'URL' as const } },
      relatedContactId: 'an-earlier-contact',
      ringTimeoutInSeconds: 30,
      trafficType: 'CAMPAIGN' as const,
      campaignId: 'a-campaign',
      answerMachineDetectionConfig: { enableAnswerMachineDetection: true },
      attributes: { language: 'fr' },
    };
    const steps = [
      { queueId: 'a-queue' },
      { queueId: 'a-queue', ringTimeoutInSeconds: 20, description: 'Overflow' },
    ];
    const call = { ...callUnder({}), request: parsed(requestInput({ steps }, given)) };
    const first = decideNext(call, start);
    assert.ok(first.do === 'dial');
    for (const [member, value] of Object.entries(given)) {
      assert.deepEqual(Object.entries(first.attempt).find(([name]) => name === member)?.[1], value, member);
    }
    const skipped = decideNext({ ...call, skippedSteps: [{ step: 'step-1', why: 'gone' }] }, start);
    assert.ok(skipped.do === 'dial');
    assert.equal(skipped.attempt.ringTimeoutInSeconds, 20);
    assert.equal(skipped.attempt.description, 'Overflow');
    assert.equal(skipped.attempt.campaignId, 'a-campaign');
  });

  itRefuses([
    {
      of: 'refuses a name that is too long',
      input: request({ name: 'x'.repeat(1025) }),
      path: 'name',
      message: /1024/,
    },
    {
      of: 'refuses a description that is too long, on a step too',
      input: policy({ steps: [{ queueId: 'a-queue', description: 'x'.repeat(4097) }] }),
      path: 'policy.steps[0].description',
      message: /4096/,
    },
    {
      of: 'refuses an attachment as a reference',
      input: request({ references: { file: { value: 'x', type: 'ATTACHMENT' } } }),
      path: 'references.<member 1>.type',
      message: /"URL", "NUMBER", "STRING", "DATE" or "EMAIL"/,
    },
    {
      of: 'refuses OutboundStrategy, and says why',
      input: request({ outboundStrategy: { type: 'AGENT_FIRST' } }),
      path: 'outboundStrategy',
      message: /only outbound campaigns/,
    },
    {
      of: 'refuses a ring timeout that Amazon Connect does not take',
      input: request({ ringTimeoutInSeconds: 61 }),
      path: 'ringTimeoutInSeconds',
      message: /60/,
    },
    {
      of: 'refuses a number that cannot exist',
      input: request({ destinationPhoneNumber: '+1206555' }),
      path: 'destinationPhoneNumber',
      message: /not a possible phone number/,
    },
    {
      of: 'refuses detection without campaign traffic',
      input: request({ answerMachineDetectionConfig: { enableAnswerMachineDetection: true } }),
      path: 'answerMachineDetectionConfig',
      message: /CAMPAIGN/,
    },
  ]);

  it('says once what every step inherits', () => {
    const steps = [{ queueId: 'a' }, { queueId: 'b' }, { queueId: 'c' }];
    const result = parseRequest(
      requestInput({ steps }, { answerMachineDetectionConfig: { enableAnswerMachineDetection: true } }),
    );
    assert.ok(!result.ok);
    assert.equal(result.problems.length, 1);
  });

  it('takes detection on the request where every step has campaign traffic', () => {
    const steps = [{ queueId: 'a', trafficType: 'CAMPAIGN' as const }];
    parsed(requestInput({ steps }, { answerMachineDetectionConfig: { enableAnswerMachineDetection: true } }));
  });
});

describe('a refusal', () => {
  const messageOf = (input: unknown) => {
    const result = parseRequest(input);
    assert.ok(!result.ok);
    return describeProblems(result.problems);
  };

  it('names the member, the limit and what was given', () => {
    assert.match(
      messageOf(request({ ringTimeoutInSeconds: 61 })),
      /^ringTimeoutInSeconds: .*60.*\(given: 61\)$/,
    );
    assert.match(
      messageOf(request({ name: 'x'.repeat(1025) })),
      /^name: .*1024.*\(given: a string of 1025 characters\)$/,
    );
    assert.match(
      messageOf(request({ trafficType: undefined, policy: undefined })),
      /^policy: .*\(given: nothing\)$/,
    );
  });

  it("never repeats anybody's number, name or attributes", () => {
    const message = messageOf({
      ...requestInput(),
      destinationPhoneNumber: '415 867 5309',
      name: ['Ada Lovelace'],
      description: 'Ada Lovelace'.repeat(1000),
      attributes: { order: 4158675309, 'for whom': 'Ada Lovelace' },
    });
    assert.doesNotMatch(message, /867|Ada/);
  });
});

describe('an attribute that the request sets and the policy reads', () => {
  const rule = (equals: string) => ({ attribute: 'disposition', equals });
  const attributes = { disposition: 'done' };
  itRefuses([
    {
      of: 'is refused where every attempt would reach the person',
      input: requestInput({ reachedWhen: rule('done') }, { attributes }),
      path: 'attributes.<member 1>',
      message:
        /policy\.reachedWhen reads, so every attempt would reach the person, even one that nobody answers/,
    },
    {
      of: 'is refused where every attempt would be a refusal, also in a step',
      input: requestInput({ refusedWhen: rule('done'), steps: [{ queueId: 'a-queue', attributes }] }),
      path: 'policy.steps[0].attributes.<member 1>',
      message: /policy\.refusedWhen reads/,
    },
    {
      of: 'is refused where every attempt would ask for a callback',
      input: requestInput(
        { callbacks: { attribute: 'callbackAt' } },
        { attributes: { callbackAt: '2026-12-24T15:00' } },
      ),
      path: 'attributes.<member 1>',
      message: /would ask for a callback/,
    },
  ]);

  it('is accepted with a value that says nothing yet', () => {
    const policy = { reachedWhen: rule('done'), callbacks: { attribute: 'callbackAt' } };
    parsed(requestInput(policy, { attributes: { disposition: 'open', callbackAt: '' } }));
  });
});

describe('a number of another country than the rules', () => {
  const usRules = { rules: ['us-tcpa'] };
  const otherNumber = (number: string) => ({
    ...usRules,
    steps: [{ queueId: 'a-queue' }, { queueId: 'a-queue', destinationPhoneNumber: number }],
  });
  // Ten digits of New York, Arkansas, Illinois and Texas after a plus sign: numbers of New Zealand, Iran, Philippines, Indonesia.
  const withoutCode = { NZ: '+6465550123', MY: '+6055550123' };

  itRefuses([
    ...Object.entries(withoutCode).map(([country, destinationPhoneNumber]) => ({
      of: `is refused: ${destinationPhoneNumber} under us-tcpa`,
      input: requestInput(usRules, { destinationPhoneNumber }),
      path: 'destinationPhoneNumber',
      message: new RegExp(
        `is a number of ${country}, but policy.rules are for US, .* may lack the country code 1 of US.*allowedCountries: \\[.*"${country}"\\]`,
      ),
    })),
    {
      of: 'is refused as a step’s number',
      input: requestInput(otherNumber('+4930123456')),
      path: 'policy.steps[1].destinationPhoneNumber',
      message:
        /is a number of DE, but policy\.rules are for US, .*\. Check it\. If it is right, set allowedCountries/,
    },
    {
      of: 'is refused where the region says that the person is in the country of the rules: most likely the number is wrong',
      input: requestInput(usRules, { destinationPhoneNumber: '+6465550123', region: 'US-NY' }),
      path: 'destinationPhoneNumber',
      message: /is a number of NZ/,
    },
    {
      of: 'is refused where other countries are allowed, with rules or without',
      input: requestInput({}, { destinationPhoneNumber: '+6465550123', allowedCountries: ['US', 'CA'] }),
      path: 'destinationPhoneNumber',
      message: /is a number of NZ, which is not among allowedCountries \(US, CA\)/,
    },
    {
      of: 'is refused where it belongs to no country, and countries are named',
      input: requestInput({}, { destinationPhoneNumber: '+870773111632', allowedCountries: ['US'] }),
      path: 'destinationPhoneNumber',
      message: /is a number of no country/,
    },
  ]);

  it('is dialed where the request says that it is meant', () => {
    parsed(requestInput(usRules, { destinationPhoneNumber: '+6465550123', allowedCountries: ['NZ'] }));
    parsed(requestInput(otherNumber('+4930123456'), { allowedCountries: ['US', 'DE'] }));
  });

  it('is none where a pack is for the number’s country, or the calling code is shared with it', () => {
    for (const [rule, destinationPhoneNumber] of [
      ['us-tcpa', '+12065550100'],
      ['us-tcpa', '+18005550100'],
      ['ca', '+18005550100'],
      ['us-tcpa', '+17875550100'],
      ['uk', '+447700900100'],
      ['fr', '+590690001234'],
    ] as const) {
      parsed(requestInput({ rules: [rule] }, { destinationPhoneNumber }));
    }
    parsed(requestInput({ rules: ['us-tcpa', 'uk'] }, { destinationPhoneNumber: '+447700900100' }));
  });
});

describe('a destination', () => {
  const warnings = (destinationPhoneNumber: string) => {
    const result = parseRequest(requestInput({}, { destinationPhoneNumber }));
    assert.ok(result.ok);
    return result.warnings.join('\n');
  };

  for (const [number, says] of [
    ['+447700900123', /UK mobile numbers.*service quota increase/],
    ['+819012345678', /Japanese mobile numbers.*service quota increase/],
    ['+8613912345678', /China.*AWS Support/],
    ['+19005551234', /premium-rate number: calling it costs extra/],
  ] as const) {
    it(`${number} is dialed with a warning, in which the number is masked`, () => {
      assert.match(warnings(number), says);
      assert.doesNotMatch(warnings(number), new RegExp(number.slice(1)));
    });
  }

  it('+12065550100 is dialed without a warning', () => {
    assert.equal(warnings('+12065550100'), '');
  });
});
