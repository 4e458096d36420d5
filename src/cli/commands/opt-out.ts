import { Option, type Command } from 'commander';
import { NotListedError } from '../../client';
import { checkedNumber } from '../../domain/ledger/checked-opt-out';
import type { OptOut } from '../../domain/ledger/opt-outs';
import { maskPhoneNumber } from '../../domain/mask';
import { listToImport, toCountry, type ImportFlags } from '../opt-outs/list-to-import';
import { optOutLines } from '../opt-outs/write-opt-outs';
import { note, printJson } from '../output';
import { connect, withConnection, type ConnectionFlags } from '../temporal-client';
import { requireWorker } from '../workers-of';

interface OptOutFlags extends ConnectionFlags, ImportFlags {
  readonly reason?: string;
  readonly remove?: boolean;
  readonly import?: string;
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
      const file = flags.import === undefined ? undefined : await listToImport(flags.import, flags, now);
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
        const { optOuts, skipped } = file;
        await calls.optOuts.import(optOuts).catch(printNotListed(optOuts, flags));
        if (skipped) note(`${skipped.lines} lines are skipped: see ${skipped.file}`);
        const imported = optOuts.length;
        say(flags, { imported, skipped }, `${imported} numbers are on the do-not-call list`);
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
