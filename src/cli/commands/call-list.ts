import { readFile, writeFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { loadConfig } from '../../config';
import { toCountries } from '../countries';
import { toCountry } from '../country';
import { badLines, fileForBadLines } from '../csv/bad-lines';
import { decodeText } from '../csv/decode-text';
import { listedCalls, readRows, type ListedCall, type Row, type Table } from '../call-list';
import { note, printJson } from '../output';
import { noWorker } from '../pollers';
import { readPolicy } from '../policy-file';
import { sentenceOf } from '../sentence-of';
import { connect, withConnection, type Connected, type ConnectionFlags } from '../temporal-client';
import { hasWorker } from '../workers-of';

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
      printWarnings(good);
      for (const line of bySentence(bad.map(({ row, problem }) => ({ row, sentence: problem })))) note(line);

      const starts = !flags.check && (bad.length === 0 || flags.skipBad !== undefined);
      const started = starts ? await startAll(await connect(flags, { writes: true }), good) : [];
      const refused = started.filter((one) => one.state === 'refused');
      for (const line of bySentence(refused.map(({ row, why }) => ({ row, sentence: why })))) note(line);

      const lines = [...bad, ...refused].map((one) => ({
        ...one.row,
        problem: 'problem' in one ? one.problem : one.why,
      }));
      const badFile =
        starts && lines.length > 0 && flags.skipBad !== undefined
          ? fileForBadLines(file, flags.skipBad)
          : undefined;
      if (badFile !== undefined) await writeFile(badFile, badLines({ bad: lines, heading: table.head }));
      const count = (state: Started['state']) => started.filter((one) => one.state === state).length;
      const figures = {
        rows: listed.length,
        started: count('started'),
        existed: count('existed'),
        refused: lines.length,
      };
      if (flags.json) printJson({ ...figures, refusedLines: lines.map(({ line }) => line) });
      else console.log(inWords(figures, { ...flags, badFile }, starts));
      process.exitCode = (starts ? refused : bad).length > 0 ? 1 : 0;
    });
}

type Started =
  | { readonly state: 'started' | 'existed'; readonly row: Row }
  | { readonly state: 'refused'; readonly row: Row; readonly why: string };

/** A row whose call can't be started changes nothing for the others. */
async function startAll(
  connected: Connected,
  calls: readonly (ListedCall & { ok: true })[],
): Promise<Started[]> {
  if (!(await hasWorker(connected))) note(noWorker(connected.taskQueue, '; the calls wait for one.'));
  const started: Started[] = [];
  for (let at = 0; at < calls.length; at += atOnce) {
    const some = calls.slice(at, at + atOnce).map(async ({ row, request, workflowId }): Promise<Started> => {
      try {
        const { isNew } = await connected.calls.start(request, { workflowId });
        return { state: isNew ? 'started' : 'existed', row };
      } catch (error) {
        return { state: 'refused', row, why: sentenceOf(error) };
      }
    });
    started.push(...(await Promise.all(some)));
  }
  return started;
}

/** Starts under way at one time: far below what a Temporal namespace allows, and one connection has enough to do. */
const atOnce = 20;

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

function printWarnings(good: readonly (ListedCall & { ok: true })[]): void {
  const warnings = good.flatMap(({ row, warnings: some }) => some.map((sentence) => ({ row, sentence })));
  for (const line of bySentence(warnings)) note(`Warning: ${line}`);
}

/** Each sentence once, with its lines: a problem of the policy concerns every row. */
function bySentence(said: readonly { readonly row: Row; readonly sentence: string }[]): string[] {
  const lines = new Map<string, number[]>();
  for (const { row, sentence } of said) lines.set(sentence, [...(lines.get(sentence) ?? []), row.line]);
  return [...lines].map(([sentence, numbers]) => {
    const more = numbers.length > 5 ? ` and ${numbers.length - 5} more` : '';
    return `${numbers.length === 1 ? 'line' : 'lines'} ${numbers.slice(0, 5).join(', ')}${more}: ${sentence}`;
  });
}

function inWords(
  { rows, started, existed, refused }: Record<'rows' | 'started' | 'existed' | 'refused', number>,
  { check, badFile }: { readonly check?: boolean; readonly badFile: string | undefined },
  starts: boolean,
): string {
  if (check) return `Rows: ${rows}, refused: ${refused}. Nothing was started.`;
  if (!starts) {
    return `Rows: ${rows}, refused: ${refused}. Nothing was started: correct the refused rows, or leave them out with --skip-bad.`;
  }
  const where = badFile === undefined ? '' : ` (now in ${badFile})`;
  return `Rows: ${rows}, calls started: ${started}, calls that existed: ${existed}, rows refused: ${refused}${where}.`;
}
