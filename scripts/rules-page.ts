import type { RulePack } from '../src/domain/rules/pack-schema';
import { ruleInWords } from '../src/domain/rules/rule-in-words';
import type { PackRule } from '../src/domain/rules/rule-schema';

const [begin, end] = ['<!-- The packs: npm run rules-page -->', '<!-- End of the packs -->'];

/** The page with its section of packs replaced. @throws Error when the page has no such section */
export function withPacks(page: string, packs: readonly RulePack[]): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`The page does not have ${begin} … ${end}`);
  return [before, begin, '\n\n', packs.map(sectionOf).join('\n'), '\n', end, after].join('');
}

function sectionOf({ name, title, appliesTo, doesNotApplyTo, countries, rules }: RulePack): string {
  return `### \`${name}\`

${title}. Where: ${countries.join(', ')}.

- Is about: ${appliesTo}
- Is not about: ${doesNotApplyTo}

| rule | in words | applied | source | checked | how sure |
| --- | --- | --- | --- | --- | --- |
${rules.map(rowOf).join('\n')}
`;
}

function rowOf(rule: PackRule): string {
  const { id, text, source, checkedOn, confidence } = rule;
  const title = source.url === undefined ? source.title : `[${source.title}](${source.url})`;
  const where = source.citation === undefined ? '' : `, ${source.citation}`;
  const cells = [`\`${id}\``, text, ruleInWords(rule), title + where, checkedOn, confidence];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
