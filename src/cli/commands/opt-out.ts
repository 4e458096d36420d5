import { Option, type Command } from 'commander';
import { NotListedError } from '../../client';
import { WorkflowType } from '../../contract/workflow-types';
import { checkedNumber } from '../../domain/ledger/checked-opt-out';
import type { OptOut } from '../../domain/ledger/opt-outs';
import { maskPhoneNumber } from '../../domain/mask';
import { elsewhere, elsewhereText, placeOf } from '../elsewhere';
import { ExitCode } from '../exit-code';
import { toCountry } from '../country';
import { listToImport, type ImportFlags } from '../opt-outs/list-to-import';
import { optOutLines } from '../opt-outs/write-opt-outs';
import { note, printJson } from '../output';
import { connect, withTaskQueue, type ConnectionFlags } from '../temporal-client';
import { requireWorker } from '../workers-of';
import { openRunsOf } from '../../domain/visibility-query';

interface OptOutFlags extends ConnectionFlags, ImportFlags {
  readonly reason?: string;
  readonly remove?: boolean;
  readonly import?: string;
  readonly export?: boolean;
  readonly json?: boolean;
}

export function addOptOut(program: Command): void {
  withTaskQueue(program.command('opt-out'))
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
      const connected = await connect(flags, { writes: true });
      const list = connected.calls.optOuts;
      const place = placeOf(connected);
      await requireWorker(connected, "so the do-not-call list can't be used");
      const others = await elsewhere(connected, lists);
      let isNone = false;
      if (flags.export) {
        const all = await list.all();
        if (flags.json) printJson(all);
        else process.stdout.write(optOutLines(all));
        isNone = all.length === 0;
        if (isNone) note(`The do-not-call list is empty: ${place}`);
      } else if (file) {
        const { optOuts, skipped } = file;
        await list.import(optOuts).catch(printNotListed(optOuts, flags));
        if (skipped) note(`${skipped.lines} lines were skipped: see ${skipped.file}`);
        const imported = optOuts.length;
        say(flags, { imported, skipped }, `${imported} numbers are on the do-not-call list: ${place}`);
      } else if (flags.remove) {
        isNone = (await list.find(number)) === undefined;
        await list.remove(number);
        const words = isNone ? 'was not on the do-not-call list' : 'may be called again';
        say(flags, { removed: isNone ? null : number }, `${maskPhoneNumber(number)} ${words}: ${place}`);
      } else {
        await list.add(number, reason === undefined ? {} : { reason });
        say(flags, { optedOut: number }, `${maskPhoneNumber(number)} will no longer be called: ${place}`);
      }
      if (others)
        note(`Other task queues have lists of their own: ${elsewhereText(others)}. Add --task-queue`);
      if (isNone && others && !connected.isTaskQueueNamed) process.exitCode = ExitCode.NotAllSeen;
    });
}

/** The parts of the do-not-call lists, each a workflow. */
const lists = openRunsOf(WorkflowType.OptOuts);

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
