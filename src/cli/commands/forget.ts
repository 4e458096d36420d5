import type { Command } from 'commander';
import { WorkflowType } from '../../contract/workflow-types';
import { checkedNumber } from '../../domain/ledger/checked-opt-out';
import { maskPhoneNumber } from '../../domain/mask';
import { elsewhere, elsewhereText, placeOf } from '../elsewhere';
import { ExitCode } from '../exit-code';
import { note, printJson } from '../output';
import { connect, withTaskQueue, type ConnectionFlags } from '../temporal-client';
import { waitAloud, waitingFor } from '../wait-aloud';
import { requireWorker } from '../workers-of';
import { openRunsOf } from '../../domain/visibility-query';

export function addForget(program: Command): void {
  withTaskQueue(program.command('forget'))
    .description(
      "Delete a person's ledger and the calls recorded in it. Opt-outs are kept. Exit code 1 when calls are still running, or Temporal still returns deleted ones.",
    )
    .argument('<e164>', 'phone number, such as +12065550100')
    .option('--cancel', 'cancel running calls and wait until they end')
    .option('--verify', 'wait until Temporal has nothing left of what was deleted')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ outbound forget +12065550100')
    .action(
      async (
        e164: string,
        flags: ConnectionFlags & { cancel?: boolean; verify?: boolean; json?: boolean },
      ) => {
        const number = checkedNumber(e164);
        const connected = await connect(flags, { writes: true });
        await requireWorker(connected, "so the ledger can't be read");
        const forgotten = await waitAloud(
          connected.calls.forget(number, { cancel: flags.cancel, verify: flags.verify }),
          () => waitingFor(connected, 'Temporal, and for the end of calls that are cancelled'),
        );
        const others = await elsewhere(connected, ledgers);
        if (!forgotten.done || (forgotten.left ?? []).length > 0) process.exitCode = ExitCode.Failed;
        const isNothing = forgotten.done && forgotten.ledgers.length === 0;
        if (isNothing && others && !connected.isTaskQueueNamed) process.exitCode = ExitCode.NotAllSeen;
        if (flags.json) {
          printJson(forgotten);
        } else if (isNothing) {
          console.log(
            `${maskPhoneNumber(number)}: no ledger under the keys of the settings, so nothing was deleted. Looked at: ${placeOf(connected)}`,
          );
        } else if (forgotten.done) {
          const { calls: deleted, ledgers, left = [] } = forgotten;
          if (left.length > 0) {
            note(
              `Temporal still has ${left.join(', ')}, which should be deleted by now. Delete these workflows by hand.`,
            );
          }
          console.log(
            [
              `${maskPhoneNumber(number)}: deleted ${deleted.length} calls and ${ledgers.length} ledgers; opt-outs are kept.`,
              ...deleted.map((workflowId) => `  ${workflowId}`),
              'Attempt counts start again at zero: limits no longer include earlier calls.',
              `Looked at: ${placeOf(connected)}`,
            ].join('\n'),
          );
        } else {
          note(
            [
              'Calls to this person are running, so nothing was deleted. Cancel them with --cancel, or wait until they end:',
              ...forgotten.running.map((workflowId) => `  ${workflowId}`),
            ].join('\n'),
          );
        }
        if (others)
          note(`Ledgers of other task queues were not searched: ${elsewhereText(others)}. Add --task-queue`);
      },
    );
}

const ledgers = openRunsOf(WorkflowType.Ledger);
