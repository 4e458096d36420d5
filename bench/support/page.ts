import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Found } from './figures';
import type { Machine } from './machine';
import { asMarkdown } from './table';

const root = path.join(__dirname, '../..');
const template = path.join(root, 'bench/page.md');
const page = path.join(root, 'docs/benchmarks.md');
const images = path.join(root, 'docs/images');

/**
 * Write docs/benchmarks.md from bench/page.md, with the results in place of `{{machine}}` and `{{<name of a benchmark>}}`.
 *
 * @throws Error when a result is missing
 */
export async function writePage(machine: Machine, found: readonly Found[]): Promise<void> {
  await mkdir(images, { recursive: true });
  const places = new Map([
    ['machine', machine.text],
    ...found.map(({ benchmark, section }): [string, string] => [benchmark.name, sectionText(section)]),
  ]);
  const words = await readFile(template, 'utf8');
  const text = words.replace(/\{\{([\w-]+)\}\}/g, (_, place: string) => {
    const filling = places.get(place);
    if (filling === undefined) throw new Error(`${template} needs ${place}, which was not measured`);
    return filling;
  });
  const style = await resolveConfig(page);
  await writeFile(page, await format(text, { ...style, filepath: page }));
  for (const { section } of found) {
    for (const { name, svg } of section.charts ?? []) await writeFile(imageFile(name), svg);
  }
}

function sectionText({ figures, notes = [], charts = [] }: Found['section']): string {
  const pictures = charts.map(({ name, alt }) => `![${alt}](images/${path.basename(imageFile(name))})`);
  return [asMarkdown(figures), ...notes, ...pictures].join('\n\n');
}

function imageFile(name: string): string {
  return path.join(images, `bench-${name}.svg`);
}
