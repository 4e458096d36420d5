import { InvalidArgumentError, type Command } from 'commander';
import ora from 'ora';
import { planStorm, runStorm, type Progress, type StormResult } from '../../chaos';
import { runUntilStopped } from '../lifetime';
import { chaosReport } from '../chaos-report';
import { note, printJson } from '../output';
import { positiveNumber } from './simulator';

interface ChaosFlags {
  readonly calls: number;
  readonly seed: number;
  readonly minutes: number;
  readonly workers: number;
  readonly events: boolean;
  readonly keep?: string;
  readonly json?: boolean;
}

export function addChaos(program: Command): void {
  program
    .command('chaos')
    .description(
      'Run the same calls twice on this machine, without faults and then under faults, and check that no phone rang twice and no call was forgotten.',
    )
    .option('--calls <count>', 'number of calls', count, 500)
    .option('--seed <number>', 'the same seed gives the same calls and the same faults', count, 7)
    .option('--minutes <minutes>', 'duration of the faults', positiveNumber, 3)
    .option('--workers <count>', 'number of worker processes', count, 2)
    .option('--no-events', 'run without contact events: their SQS server needs Java and Maven')
    .option(
      '--keep <folder>',
      'empty or new folder for databases, histories and the verdict (default: a temporary folder, kept only after a breach)',
    )
    .option('--json', 'print the verdict as one JSON document')
    .addHelpText(
      'after',
      '\nExample:\n  $ outbound chaos --calls 100 --minutes 1 --seed 8\n\nExit code: 0 when every promise was kept, else 1. It uses only its own Temporal server and simulator.',
    )
    .action(async (flags: ChaosFlags) => {
      const passed = await storm(flags);
      process.exitCode = passed ? 0 : 1;
    });
}

/** @returns whether every promise was kept */
async function storm({ calls, seed, minutes, workers, events, keep, json }: ChaosFlags): Promise<boolean> {
  const spinner = ora({ text: 'Starting' }).start();
  const stopping = new AbortController();
  let result: StormResult | undefined;
  await runUntilStopped(
    async ({ add, end }) => {
      const running = runStorm(planStorm({ calls, seed, spanMs: minutes * 60_000, workers, events }), {
        signal: stopping.signal,
        progress: (now) => {
          spinner.text = inWords(now);
        },
        ...(keep ? { folder: keep } : {}),
      });
      add('storm', {
        stop: async () => {
          stopping.abort();
          await running.catch(() => undefined);
        },
      });
      result = await running;
      end();
    },
    // The servers need time to stop before this process ends.
    { graceMs: 30_000, report: () => undefined },
  ).finally(() => spinner.stop());
  if (!result) {
    note('Stopped before the verdict.');
    return false;
  }
  const { verdict, folder } = result;
  if (json) printJson(verdict);
  else console.log(chaosReport(verdict));
  if (folder) note(`\nHistories, databases and the verdict: ${folder}`);
  if (!verdict.passed) {
    note(
      `Repeat it with: npx outbound chaos --calls ${calls} --minutes ${minutes} --workers ${workers} --seed ${seed}${events ? '' : ' --no-events'}`,
    );
  }
  return verdict.passed;
}

function inWords({ isStorm, over, calls, started, troubles }: Progress): string {
  const where = isStorm ? 'Storm' : 'Without faults';
  return `${where}: ${over} of ${calls} calls ended, ${started - over} running${isStorm ? `, ${troubles} faults and acts` : ''}`;
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('Expected a whole number above 0.');
  return value;
}
