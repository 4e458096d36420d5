import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { isSupportedCountry } from 'libphonenumber-js/max';
import { NotListedError } from '../../client';
import { checkedNumber } from '../../domain/ledger/checked-opt-out';
import type { OptOut } from '../../domain/ledger/opt-outs';
import { maskPhoneNumber } from '../../domain/mask';
import { decodeText } from '../opt-outs/decode-text';
import { readOptOuts, type BadLine, type OptOutFile } from '../opt-outs/read-opt-outs';
import { badLines, optOutLines } from '../opt-outs/write-opt-outs';
import { note, printJson } from '../output';
import { connect, withConnection, type ConnectionFlags } from '../temporal-client';
import { requireWorker } from '../workers-of';

interface OptOutFlags extends ConnectionFlags {
  readonly reason?: string;
  readonly remove?: boolean;
  readonly import?: string;
  readonly country?: string;
  readonly skipBad?: string | true;
  readonly export?: boolean;
  readonly json?: boolean;
}

export function addOptOut(program: Command): void {
  withConnection(program.command('opt-out'))
    .description(
      'Add a number to the do-not-call list and end every running call to it. Listed numbers are never dialed.',
    )
    .argument('[e164]', 'phone number, such as +12065550100')
    .option('--reason <text>', 'why, in a few words')
    .addOption(new Option('--remove', 'remove the number from the list').conflicts('reason'))
    .addOption(
      new Option(
        '--import <file>',
        'add a list (CSV): number, date and reason, or the columns that its heading names',
      ).conflicts(['export', 'remove', 'reason']),
    )
    .option(
      '--country <code>',
      'of the numbers of --import without a country code: ISO 3166, such as US',
      toCountry,
    )
    .option(
      '--skip-bad [file]',
      'import the good lines of --import and write the others, with their problems, to a file (default: LIST.bad.csv for LIST.csv)',
    )
    .addOption(
      new Option('--export', 'print the list in the format of --import').conflicts(['remove', 'reason']),
    )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      '\nExample:\n  $ outbound opt-out +12065550100 --reason "asked on the phone"\n  $ outbound opt-out --export > do-not-call.csv\n  $ outbound opt-out --import from-the-crm.csv --country US --skip-bad',
    )
    .action(async (e164: string | undefined, flags: OptOutFlags) => {
      refuseOthers(e164, flags);
      const now = new Date().toISOString();
      const { reason } = flags;
      // Fail on a bad file before changing anything.
      const file = flags.import === undefined ? undefined : await readList(flags.import, flags, now);
      const number = e164 === undefined ? '' : checkedNumber(e164);
      const connected = await connect(flags);
      const { calls } = connected;
      const list = calls.optOuts;
      await requireWorker(connected, "so the do-not-call list can't be used");
      if (flags.export) {
        const all = await list.all();
        if (flags.json) printJson(all);
        else process.stdout.write(optOutLines(all));
      } else if (file) {
        const { optOuts, bad } = file;
        const skipped =
          bad.length > 0 ? { skipped: bad.length, skippedIn: await writeBadLines(file, flags) } : {};
        if (skipped.skippedIn !== undefined)
          note(`${bad.length} lines are skipped: see ${skipped.skippedIn}`);
        await calls.optOuts.import(optOuts).catch(printNotListed(optOuts, flags));
        say(
          flags,
          { imported: optOuts.length, ...skipped },
          `${optOuts.length} numbers are on the do-not-call list`,
        );
      } else if (flags.remove) {
        await list.remove(number);
        say(flags, { removed: number }, `${maskPhoneNumber(number)} may be called again`);
      } else {
        await calls.optOuts.add(number, reason === undefined ? {} : { reason });
        say(flags, { optedOut: number }, `${maskPhoneNumber(number)} will no longer be called`);
      }
    });
}

function refuseOthers(e164: string | undefined, flags: OptOutFlags): void {
  const asked = [e164 !== undefined, flags.import !== undefined, flags.export === true];
  if (asked.filter(Boolean).length !== 1) {
    throw new Error('Give exactly one of: a phone number, --import <file>, --export.');
  }
  if (flags.import === undefined && (flags.country !== undefined || flags.skipBad !== undefined)) {
    throw new Error('--country and --skip-bad belong to --import <file>.');
  }
}

function toCountry(code: string): string {
  if (!isSupportedCountry(code))
    throw new InvalidArgumentError('Expected a country of ISO 3166, such as US or FR.');
  return code;
}

async function readList(file: string, { country, skipBad }: OptOutFlags, now: string): Promise<OptOutFile> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Error(`${file} can't be read. Check --import.`, { cause });
  });
  const list = readOptOuts(decodeText(bytes), { now, ...(country === undefined ? {} : { country }) });
  const { bad, optOuts } = list;
  if (bad.length > 0 && (skipBad === undefined || optOuts.length === 0))
    throw new Error(refusal(file, list, country));
  return list;
}

function refusal(file: string, { bad, optOuts }: OptOutFile, country: string | undefined): string {
  const what =
    optOuts.length === 0
      ? `none of the lines of ${file} can be read`
      : `${bad.length} ${bad.length === 1 ? 'line' : 'lines'} of ${file} can't be read`;
  const advice = [
    ...(optOuts.length === 0 ? [] : [' Correct them, or import the others with --skip-bad.']),
    ...(country === undefined ? [' --country reads numbers without a country code.'] : []),
  ];
  return [
    `${what}. Nothing was imported.${advice.join('')}`,
    ...bad.slice(0, mostShown).map(inWords),
    ...more(bad),
  ].join('\n');
}

function inWords({ line, problem }: BadLine): string {
  return `  line ${line}: ${problem}`;
}

function more({ length }: readonly BadLine[]): string[] {
  return length > mostShown ? [`  and ${length - mostShown} more`] : [];
}

/** Bad lines in one message. --skip-bad writes all of them to a file. */
const mostShown = 200;

/** Before the import, so that they are known even if it fails. @returns the name of the file */
async function writeBadLines(list: OptOutFile, { import: from = '', skipBad }: OptOutFlags): Promise<string> {
  const { dir, name, ext } = path.parse(from);
  const file = typeof skipBad === 'string' ? skipBad : path.join(dir, `${name}.bad${ext}`);
  if (path.resolve(file) === path.resolve(from))
    throw new Error('--skip-bad names the file of --import. Name another.');
  await writeFile(file, badLines(list));
  return file;
}

/** Prints the missing numbers in the format of `--import`, so that the import can be repeated. */
function printNotListed(file: readonly OptOut[], { json }: OptOutFlags): (error: unknown) => never {
  return (error) => {
    if (error instanceof NotListedError) {
      const missing = new Set(error.numbers);
      if (json) printJson({ notListed: error.numbers });
      else process.stdout.write(optOutLines(file.filter(({ number }) => missing.has(number))));
    }
    throw error;
  };
}

function say({ json }: OptOutFlags, document: object, words: string): void {
  if (json) printJson(document);
  else note(words);
}
