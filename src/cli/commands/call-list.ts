import { readFile, writeFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { loadConfig } from '../../config';
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
  readonly skipBad?: string;
  readonly json?: boolean;
}

export function addCallList(program: Command): void {
  withConnection(program.command('call-list'))
    .description(
      'Start a call for each row of a CSV file. Repeat the command after a failure: a row whose call exists is not called again.',
    )
    .argument(
      '<file>',
      'CSV file with a line of headings; other columns than the number become contact attributes',
    )
    .requiredOption('--policy <file>', 'policy: JSON, YAML or TypeScript (default export)')
    .requiredOption(
      '--id <text>',
      'workflow ID of each row, with columns in braces, such as "december-{custID}"; the same ID is the same call',
    )
    .addOption(new Option('--check', 'check all rows and start nothing').conflicts('skipBad'))
    .option('--skip-bad <file>', 'start the good rows, and write the others to this file')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nColumns: phone or Address (required), timeZone, region, postcode, subject, name.\n' +
        '\nExample:\n  $ outbound call-list december.csv --policy examples/appointment-reminder.yaml --id "december-{custID}"',
    )
    .action(async (file: string, flags: CallListFlags) => {
      const policy = await readPolicy(flags.policy);
      const { connect: defaults } = (await loadConfig({ file: flags.config })).config;
      const table = await readTable(file);
      const listed = inFile(file, () => listedCalls(table, { id: flags.id, policy, defaults }));
      const good = listed.filter((one) => one.ok);
      const bad = listed.filter((one) => !one.ok);
      printWarnings(good);
      for (const line of bySentence(bad.map(({ row, problem }) => ({ row, sentence: problem })))) note(line);

      const starts = !flags.check && (bad.length === 0 || flags.skipBad !== undefined);
      const started = starts ? await startAll(await connect(flags), good) : [];
      const refused = started.filter((one) => one.state === 'refused');
      for (const line of bySentence(refused.map(({ row, why }) => ({ row, sentence: why })))) note(line);

      const again = [...bad, ...refused].map(({ row }) => row);
      if (flags.skipBad !== undefined && again.length > 0)
        await writeFile(flags.skipBad, fileOf(table, again));
      const count = (state: Started['state']) => started.filter((one) => one.state === state).length;
      const figures = {
        rows: listed.length,
        started: count('started'),
        existed: count('existed'),
        refused: again.length,
      };
      if (flags.json) printJson({ ...figures, refusedLines: again.map(({ line }) => line) });
      else console.log(inWords(figures, flags, starts));
      process.exitCode = again.length > 0 ? 1 : 0;
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
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`${file} can't be read. Check the path.`, { cause });
  });
  return inFile(file, () => readRows(text));
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

/** Rows as they stand in the file, under its headings: corrected, they can be given to the same command. */
function fileOf({ head }: Table, rows: readonly Row[]): string {
  return [head, ...rows.map(({ text }) => text)].map((line) => `${line.replace(/[\r\n]+$/, '')}\n`).join('');
}

function inWords(
  { rows, started, existed, refused }: Record<'rows' | 'started' | 'existed' | 'refused', number>,
  { check, skipBad }: CallListFlags,
  starts: boolean,
): string {
  if (check) return `Rows: ${rows}, refused: ${refused}. Nothing was started.`;
  if (!starts) {
    return `Rows: ${rows}, refused: ${refused}. Nothing was started: correct the refused rows, or leave them out with --skip-bad <file>.`;
  }
  const where = refused > 0 && skipBad !== undefined ? ` (now in ${skipBad})` : '';
  return `Rows: ${rows}, calls started: ${started}, calls that existed: ${existed}, rows refused: ${refused}${where}.`;
}
