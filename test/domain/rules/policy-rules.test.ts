import assert from 'node:assert/strict';
import { parseRequest } from '../../../src/domain/call/parse-request';
import { parsed, requestInput, throughJson } from '../fixtures';
import { itRefuses, policy } from '../call/refusals';
import { ourPack, rules } from './fixtures';

const override = (pack: string, changes: Record<string, unknown>) =>
  policy({ rules: [{ pack, override: changes }] });

describe('the rules of a policy', () => {
  it('are none unless it says so', () => {
    assert.deepEqual(parsed(requestInput()).policy.rules, []);
  });

  it('are packs by name, packs with overrides, and packs of one’s own; parsing them again changes nothing', () => {
    const request = parsed(
      requestInput({
        rules: [
          'us-tcpa',
          {
            pack: 'us-reg-f',
            override: {
              'calls-in-7-days': { most: 3, within: { rolling: '7 days' }, reason: 'The client wants it' },
              'rest-after-conversation': {
                for: [{ localDays: 7 }, { localDays: 9 }],
                reason: 'Not always on a Monday',
              },
              'calling-hours': { off: true, reason: 'us-tcpa has the same' },
            },
          },
          { pack: 'fr' },
          ourPack,
        ],
      }),
    );
    assert.deepEqual(parsed(request), request);
    assert.deepEqual(parsed(throughJson(request)), request);
    assert.deepEqual(request.policy.rules.slice(0, 1), ['us-tcpa']);
  });

  itRefuses([
    {
      of: 'a pack that is not known, with the list of those that are',
      input: policy({ rules: ['us-tpca'] }),
      path: 'policy.rules[0]',
      message:
        /^is not the name of a rule pack; the packs of this version are us-tcpa, us-reg-f, us-states, .*in-recovery$/,
    },
    {
      of: 'such a pack with overrides',
      input: override('reg-f', {}),
      path: 'policy.rules[0].pack',
      message: /^is not the name of a rule pack; .*us-reg-f/,
    },
    ...[7, null, true].map((input) => ({
      of: `${JSON.stringify(input)} for a pack`,
      input: policy({ rules: [input] }),
      path: 'policy.rules[0]',
      message: /expected the name of a rule pack, .*or a whole pack/,
    })),
    {
      of: 'rules that are no list',
      input: policy({ rules: 'us-tcpa' }),
      path: 'policy.rules',
      message: /expected a list of rule packs such as \["us-tcpa"\]/,
    },
    {
      of: 'the same pack twice',
      input: policy({ rules: ['fr', { pack: 'fr' }] }),
      path: 'policy.rules[1]',
      message: /^is already in the list/,
    },
    {
      of: 'a rule that the pack does not have, by its name',
      input: override('us-reg-f', { 'calls-in-a-week': { most: 3, reason: 'x' } }),
      path: 'policy.rules[0].override.<member 1>',
      message:
        /is not a rule of us-reg-f, which has calling-hours, calls-in-7-days, rest-after-conversation, presumption/,
    },
    {
      of: 'an override without a reason',
      input: override('us-reg-f', { 'calls-in-7-days': { most: 3 } }),
      path: 'policy.rules[0].override.calls-in-7-days.reason',
      message: /give the reason/,
    },
    {
      of: 'an override with an empty reason',
      input: override('us-reg-f', { 'calls-in-7-days': { most: 3, reason: ' ' } }),
      path: 'policy.rules[0].override.calls-in-7-days.reason',
      message: /give the reason/,
    },
    {
      of: 'an override that changes nothing',
      input: override('us-reg-f', { 'calls-in-7-days': { reason: 'x' } }),
      path: 'policy.rules[0].override.calls-in-7-days',
      message: /changes nothing/,
    },
    {
      of: 'an override that turns off and changes',
      input: override('us-reg-f', { 'calls-in-7-days': { off: true, most: 3, reason: 'x' } }),
      path: 'policy.rules[0].override.calls-in-7-days',
      message: /turns the rule off, so it cannot also change most/,
    },
    {
      of: 'an override by a member that makes no sense for the kind',
      input: override('us-reg-f', { 'calling-hours': { most: 3, reason: 'x' } }),
      path: 'policy.rules[0].override.calling-hours',
      message:
        /has no "most": its kind is "hours", so an override can have off, weekly, holidays, holidayEves/,
    },
    {
      of: 'an override of what a rule is',
      input: override('us-reg-f', { 'calling-hours': { confidence: 'read', reason: 'x' } }),
      path: 'policy.rules[0].override.calling-hours',
      message: /an unknown member: member \d .*"confidence"/,
    },
    {
      of: 'an override with hours that never open',
      input: override('us-reg-f', { 'calling-hours': { weekly: {}, reason: 'x' } }),
      path: 'policy.rules[0].override.calling-hours.weekly',
      message: /never opens/,
    },
    {
      of: 'a pack of one’s own without a source, where it is missing',
      input: policy({
        rules: ['us-tcpa', { ...ourPack, rules: [{ ...ourPack.rules[0], source: undefined }] }],
      }),
      path: 'policy.rules[1].rules[0].source',
      message: /expected object/,
    },
    {
      of: 'a pack of one’s own by the name of another',
      input: policy({ rules: [{ ...ourPack, name: 'fr' }] }),
      path: 'policy.rules[0].name',
      message: /name of a built-in pack/,
    },
    {
      of: 'a pack of one’s own with a name that is none',
      input: policy({ rules: [{ ...ourPack, name: 'Our Rules' }] }),
      path: 'policy.rules[0].name',
      message: /lowercase letters, digits and "-"/,
    },
  ]);

  it('are said to be wrong once, not once for every form that they might have', () => {
    const result = parseRequest(policy({ rules: [{ ...ourPack, title: '' }] }));
    assert.ok(!result.ok);
    assert.deepEqual(
      result.problems.map(({ path }) => path),
      ['policy.rules[0].title'],
    );
  });

  it('are typed for those who write policies in TypeScript', () => {
    assert.equal(rules('us-tcpa', ourPack).length, 2);
  });
});
