import type { Command } from 'commander';
import { checkedOptOut } from '../../domain/ledger/opt-out-file';
import { maskPhoneNumber } from '../../domain/mask';
import { note, printJson } from '../output';
import { connect, withConnection, type ConnectionFlags } from '../temporal-client';
import { requireWorker } from '../workers-of';

export function addForget(program: Command): void {
  withConnection(program.command('forget'))
    .description(
      'Delete what is known of a person: their ledger, and the calls that it knows of. What they opted out of stays. Exit code 1 when calls run.',
    )
    .argument('<e164>', 'telephone number, such as +12065550100')
    .option('--cancel', 'cancel the calls that run, and wait for their end')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ outbound forget +12065550100')
    .action(async (e164: string, flags: ConnectionFlags & { cancel?: boolean; json?: boolean }) => {
      const { number } = checkedOptOut({ number: e164, since: new Date().toISOString() });
      const connected = await connect(flags);
      const { calls } = connected;
      await requireWorker(connected, 'and one has to say what the ledger knows');
      const forgotten = await calls.forget(number, flags.cancel ? { cancel: true } : {});
      if (!forgotten.done) process.exitCode = 1;
      if (flags.json) {
        printJson(forgotten);
      } else if (forgotten.done) {
        const { calls: deleted, ledgers } = forgotten;
        console.log(
          [
            `${maskPhoneNumber(number)}: deleted ${deleted.length} calls and ${ledgers.length} ledgers; what they opted out of stays.`,
            ...deleted.map((workflowId) => `  ${workflowId}`),
            'Attempts are counted from nothing now: limits on this person do not know of earlier calls.',
          ].join('\n'),
        );
      } else {
        note(
          [
            'Calls to this person run, and nothing was deleted. Cancel them with --cancel, or wait for their end:',
            ...forgotten.running.map((workflowId) => `  ${workflowId}`),
          ].join('\n'),
        );
      }
    });
}
