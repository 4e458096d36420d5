import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import { withPacks } from '../../scripts/rules-page';
import type { PolicyInput } from '../../src/domain/policy/policy';
import { rulePacks } from '../../src/domain/rules/packs';
import { parsed, requestInput } from '../domain/fixtures';

const root = path.join(__dirname, '..', '..');
const file = path.join(root, 'docs', 'calling-rules.md');
const page = readFileSync(file, 'utf8');

describe('docs/calling-rules.md', () => {
  it('has every pack as it is in the code (if not: npm run rules-page)', async () => {
    const options = { ...(await resolveConfig(file)), parser: 'markdown' };
    assert.equal(page, await format(withPacks(page, rulePacks), options));
  });

  for (const pack of rulePacks) {
    it(`has every rule of ${pack.name} with its source`, () => {
      const section = page.split(`### \`${pack.name}\``)[1]?.split('\n### ')[0] ?? '';
      for (const { id, source, checkedOn, confidence } of pack.rules) {
        const row = section.split('\n').find((line) => line.startsWith(`| \`${id}\` `)) ?? '';
        for (const part of [source.title, source.citation ?? source.url ?? '', checkedOn, confidence]) {
          assert.ok(row.includes(part), `${id} lacks ${part}`);
        }
      }
    });
  }

  it('says first of all that it is no legal advice', () => {
    assert.match(page, /^# Calling rules\n\n> \*\*This is not legal advice\.\*\*/);
  });

  const examples = [...page.matchAll(/```yaml\n(rules:\n.*?)```/gs)].map(([, text = '']) => text);
  it('has examples', () => {
    assert.equal(examples.length, 3);
  });
  for (const example of examples) {
    it(`has an example that works: ${example.split('\n')[1]?.trim() ?? ''}`, () => {
      const chosen = parse(example) as Pick<PolicyInput, 'rules'>;
      assert.ok(parsed(requestInput(chosen)).policy.rules.length > 0);
    });
  }

  it('has a whole policy beside it that works', () => {
    const policy = parse(readFileSync(path.join(root, 'examples', 'collections.yaml'), 'utf8')) as object;
    const { rules } = parsed(requestInput(policy)).policy;
    assert.equal(rules.length, 2);
  });
});
