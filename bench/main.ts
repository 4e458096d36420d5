import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { benchmarks } from './benchmarks';
import type { Benchmark } from './support/benchmark';
import { machineNow } from './support/machine';
import { writePage } from './support/page';
import { runBenchmark } from './support/run';
import { asText } from './support/table';
import type { Found } from './support/figures';

interface Options {
  readonly rounds: number;
  readonly full: boolean;
  readonly json?: string;
  readonly write: boolean;
}

// Keeps the AWS SDK's warning about Node.js out of the output.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const names = benchmarks.map(({ name }) => name);

new Command('npm run bench --')
  .description('Measure this package against a hand-written workflow, side by side.')
  .argument('[names...]', `benchmarks to run: ${names.join(', ')} (default: all)`, collect, [])
  .option('--rounds <count>', 'number of repetitions', positive, 3)
  .option('--full', 'also run the large sizes (an hour)', false)
  .option('--json <file>', 'write the results to a file')
  .option('--write', 'write docs/benchmarks.md and its charts; runs all benchmarks', false)
  .action(async (chosen: Benchmark[], options: Options) => {
    process.exit(await bench(chosen.length > 0 && !options.write ? chosen : benchmarks, options));
  })
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });

/** @returns the exit code */
async function bench(chosen: readonly Benchmark[], options: Options): Promise<number> {
  const machine = await machineNow();
  console.log(machine.text);
  const began = performance.now();
  const found: Found[] = [];
  let failures = 0;
  for (const benchmark of chosen) {
    console.log(`\n${benchmark.title} (${benchmark.name}, ${secondsSince(began)})`);
    const section = await runBenchmark(benchmark, {
      rounds: options.rounds,
      full: options.full,
      report: (message) => {
        console.log(`  ${message}`);
      },
    }).catch((error: unknown) => {
      // Continue with the other benchmarks.
      console.error(error);
      failures += 1;
      return 'failed' as const;
    });
    if (section === 'failed') continue;
    if (!section) return 130;
    found.push({ benchmark, section });
    console.log(asText(section.figures));
    for (const note of section.notes ?? []) console.log(note);
  }
  console.log(`\n${secondsSince(began)}`);
  if (options.json !== undefined) {
    const results = found.map(({ benchmark: { name, title }, section: { figures, notes } }) => ({
      name,
      title,
      figures,
      notes,
    }));
    await writeFile(options.json, `${JSON.stringify({ machine, results }, undefined, 2)}\n`);
  }
  if (failures > 0) return 1;
  if (options.write) await writePage(machine, found);
  return 0;
}

function collect(name: string, before: Benchmark[]): Benchmark[] {
  const benchmark = benchmarks.find((one) => one.name === name);
  if (!benchmark) throw new InvalidArgumentError(`Expected one of ${names.join(', ')}.`);
  return [...before, benchmark];
}

function positive(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError('Expected a whole number above 0.');
  return count;
}

function secondsSince(began: number): string {
  return `${Math.round((performance.now() - began) / 1000)} s`;
}
