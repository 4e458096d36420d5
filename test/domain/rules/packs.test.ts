import assert from 'node:assert/strict';
import { confidences } from '../../../src/domain/rules/rule-schema';
import { rulePackSchema, type RulePack } from '../../../src/domain/rules/pack-schema';
import { rulePacks } from '../../../src/domain/rules/packs';
import { throughJson } from '../fixtures';
import { ourPack } from './fixtures';

const allRules = rulePacks.flatMap((pack) => pack.rules.map((rule) => ({ pack, rule })));

describe('the rule packs', () => {
  it('are there', () => {
    assert.deepEqual(
      rulePacks.map(({ name }) => name),
      [
        ...['us-tcpa', 'us-reg-f', 'us-states', 'ca', 'ca-adad', 'uk', 'fr', 'de', 'it', 'es'],
        ...['au', 'au-research', 'br', 'br-banks', 'in', 'in-recovery'],
      ],
    );
  });

  it('are data: the same when they have been written to a file and read again', () => {
    for (const pack of rulePacks) assert.deepEqual(rulePackSchema.parse(throughJson(pack)), pack);
  });

  it('say what they apply to, and what they do not', () => {
    for (const pack of rulePacks) {
      assert.match(pack.appliesTo, /\.$/, pack.name);
      assert.match(pack.doesNotApplyTo, /\.$/, pack.name);
    }
  });

  for (const { pack, rule } of allRules) {
    it(`${pack.name}/${rule.id} has a source, the date when it was checked, and how sure it is`, () => {
      assert.ok(rule.source.title.length > 3);
      assert.ok((rule.source.citation ?? rule.source.url ?? '').length > 3);
      assert.match(rule.checkedOn, /^20\d\d-\d\d-\d\d$/);
      assert.ok(confidences.includes(rule.confidence));
      assert.match(rule.text, /\.$/);
    });
  }
});

describe('a rule pack', () => {
  /** What is wrong with our pack when a rule of it is changed, as `path: message`. */
  function refused(index: number, change: (rule: Record<string, unknown>) => object): string[] {
    const mutant = {
      ...ourPack,
      rules: ourPack.rules.map((rule, position) => (position === index ? change({ ...rule }) : rule)),
    };
    const issues = rulePackSchema.safeParse(mutant).error?.issues ?? [];
    return issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  }
  const without = (member: string) => (rule: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(rule).filter(([name]) => name !== member));

  it('of five kinds of rules is accepted', () => {
    assert.equal(refused(0, (rule) => rule).length, 0);
    assert.equal(ourPack.rules.length, 5);
  });

  ourPack.rules.forEach((rule, index) => {
    for (const member of ['source', 'checkedOn', 'confidence', 'text', 'id']) {
      it(`is refused when a rule of the kind ${rule.kind} lacks its ${member}`, () => {
        const problems = refused(index, without(member));
        assert.equal(problems.length, 1, problems.join('\n'));
        assert.ok(problems[0]?.startsWith(`rules.${index}.${member}: `), problems[0]);
      });
    }
  });

  const mutants: [
    what: string,
    index: number,
    change: (rule: Record<string, unknown>) => object,
    says: RegExp,
  ][] = [
    [
      'a source that cannot be looked up',
      0,
      (rule) => ({ ...rule, source: { title: 'The law' } }),
      /rules\.0\.source: has no location: give url, citation, or both/,
    ],
    [
      'a source at no web address',
      0,
      (rule) => ({ ...rule, source: { title: 'The law', url: 'somewhere' } }),
      /rules\.0\.source\.url: expected a web address/,
    ],
    [
      'a date that is none',
      1,
      (rule) => ({ ...rule, checkedOn: 'lately' }),
      /rules\.1\.checkedOn: expected a date/,
    ],
    [
      'a confidence of its own',
      2,
      (rule) => ({ ...rule, confidence: 'high' }),
      /rules\.2\.confidence: expected "read", "secondary" or "memory"/,
    ],
    [
      'a region of another country',
      2,
      (rule) => ({ ...rule, regions: ['CA-QC'] }),
      /rules\.2\.regions\.0: is in none of the pack's countries: US, FR/,
    ],
    [
      'the id of another rule',
      3,
      (rule) => ({ ...rule, id: 'office' }),
      /rules\.3\.id: is already the id of an earlier rule/,
    ],
    [
      'hours that never open',
      0,
      (rule) => ({ ...rule, weekly: { monday: [] } }),
      /rules\.0\.weekly: never opens/,
    ],
    [
      'hours that say nothing',
      0,
      (rule) => ({ ...without('weekly')(rule), holidays: undefined }),
      /rules\.0: has no hours/,
    ],
    [
      'a stretch of both kinds',
      1,
      (rule) => ({ ...rule, within: { rolling: '1 day', localDays: 1 } }),
      /rules\.1\.within: expected \{"rolling": "24 hours"\} or \{"localDays": 7\}/,
    ],
    ['a member of another kind', 3, (rule) => ({ ...rule, most: 3 }), /rules\.3: Unrecognized key: "most"/],
    ['no kind', 4, without('kind'), /rules\.4\.kind: expected "kind": "hours"/],
  ];
  for (const [what, index, change, says] of mutants) {
    it(`is refused with ${what}`, () => {
      assert.match(refused(index, change).join('\n'), says);
    });
  }

  it('takes one length of rest as well as several', () => {
    const rest = (pack: RulePack) => pack.rules.find(({ kind }) => kind === 'rest');
    const one = rest(rulePackSchema.parse(ourPack));
    assert.ok(one?.kind === 'rest');
    assert.deepEqual(one.for, [{ rolling: 90 * 24 * 3_600_000 }]);
  });
});
