import { readFile, writeFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { loadConfig } from '../../config';
import { toCountries } from '../countries';
import { toCountry } from '../country';
import { badLines, fileForBadLines } from '../csv/bad-lines';
import { decodeText } from '../csv/decode-text';
import {
  inWords,
  linesByProblem,
  listedCalls,
  readRows,
  startAll,
  type RowProblem,
  type Table,
} from '../call-list';
import { note, printJson } from '../output';
import { readPolicy } from '../policy-file';
import { sentenceOf } from '../sentence-of';
import { connect, withConnection, type ConnectionFlags } from '../temporal-client';

interface CallListFlags extends ConnectionFlags {
  readonly policy: string;
  readonly id: string;
  readonly check?: boolean;
  readonly allowedCountries?: string[];
  readonly country?: string;
  readonly skipBad?: string | true;
  readonly json?: boolean;
}

export function addCallList(program: Command): void {
  withConnection(program.command('call-list'))
    .description(
      'Start a call for each row of a CSV file. Repeat the command after a failure: a row whose call exists is not called again.',
    )
    .argument(
      '<file>',
      'CSV file with a line of headings; columns that are not listed below become contact attributes',
    )
    .requiredOption('--policy <file>', 'policy: JSON, YAML or TypeScript (default export)')
    .requiredOption(
      '--id <text>',
      'workflow ID of each row, with columns in braces, such as "december-{custID}"; the same ID is the same call',
    )
    .addOption(new Option('--check', 'check all rows and start nothing').conflicts('skipBad'))
    .option('--allowed-countries <list>', 'countries whose numbers may be dialed, such as US,CA', toCountries)
    .option('--country <code>', 'country of numbers without a country code: ISO 3166, such as US', toCountry)
    .option(
      '--skip-bad [file]',
      'start the good rows, and write the others to a file (default: beside the list, with .bad in its name)',
    )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nColumns: phone, phoneNumber or Address (one is required), timeZone, region, postcode, subject, name.\n' +
        '\nExample:\n  $ outbound call-list december.csv --policy examples/appointment-reminder.yaml --id "december-{custID}"',
    )
    .action(async (file: string, flags: CallListFlags) => {
      const policy = await readPolicy(flags.policy);
      const { connect: defaults } = (await loadConfig({ file: flags.config })).config;
      const table = await readTable(file);
      const listed = inFile(file, () =>
        listedCalls(table, {
          id: flags.id,
          policy,
          defaults,
          country: flags.country,
          allowedCountries: flags.allowedCountries,
        }),
      );
      const good = listed.filter((one) => one.ok);
      const bad = listed.filter((one) => !one.ok);
      const warnings = good.flatMap(({ row, warnings: some }) => some.map((problem) => ({ row, problem })));
      for (const line of linesByProblem(warnings)) note(`Warning: ${line}`);
      noteEach(bad);

      const starts = !flags.check && (bad.length === 0 || flags.skipBad !== undefined);
      const started = starts ? await startAll(await connect(flags, { writes: true }), good) : [];
      const notStarted = started.filter((one) => one.state === 'refused');
      noteEach(notStarted);

      const refused = [...bad, ...notStarted].map(({ row, problem }) => ({ ...row, problem }));
      const badFile =
        starts && refused.length > 0 && flags.skipBad !== undefined
          ? fileForBadLines(file, flags.skipBad)
          : undefined;
      if (badFile !== undefined) await writeFile(badFile, badLines({ bad: refused, heading: table.head }));
      const count = (state: 'started' | 'existed') => started.filter((one) => one.state === state).length;
      const figures = {
        rows: listed.length,
        started: count('started'),
        existed: count('existed'),
        refused: refused.length,
      };
      if (flags.json) printJson({ ...figures, refusedLines: refused.map(({ line }) => line) });
      else console.log(inWords(figures, flags.check ? 'checked' : starts ? { badFile } : 'not-started'));
      process.exitCode = (starts ? notStarted : bad).length > 0 ? 1 : 0;
    });
}

async function readTable(file: string): Promise<Table> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Error(`${file} can't be read. Check the path.`, { cause });
  });
  return inFile(file, () => readRows(decodeText(bytes)));
}

function inFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new Error(`${file}: ${sentenceOf(cause)}. Nothing was started.`, { cause });
  }
}

function noteEach(problems: readonly RowProblem[]): void {
  for (const line of linesByProblem(problems)) note(line);
}
