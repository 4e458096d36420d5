// Write the packs into docs/calling-rules.md: npm run rules-page. A test fails when the page is outdated.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { rulePacks } from '../src/domain/rules/packs';
import { withPacks } from './rules-page';

async function main(): Promise<void> {
  const file = path.join(__dirname, '..', 'docs', 'calling-rules.md');
  const text = withPacks(readFileSync(file, 'utf8'), rulePacks);
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: 'markdown' }));
  console.log(file);
}

void main();
