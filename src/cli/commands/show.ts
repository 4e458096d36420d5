import type { Command } from 'commander';
import { follow } from '../follow';
import { note, printJson } from '../output';
import { connect, withConnection, type ConnectionFlags } from '../temporal-client';
import { timelineOf } from '../timeline';
import { requireWorkerOf } from '../workers-of';

export function addShow(program: Command): void {
  withConnection(program.command('show'))
    .description('Show what a call has done, is doing and will do next.')
    .argument('<workflow-id>')
    .option('--watch', 'follow the call until it ends')
    .option('--json', 'print the status as one JSON document')
    .addHelpText('after', '\nExample:\n  $ outbound show reminder-A-1001 --watch')
    .action(async (workflowId: string, flags: ConnectionFlags & { watch?: boolean; json?: boolean }) => {
      const connected = await connect(flags);
      const call = connected.calls.getHandle(workflowId);
      // Only a worker can answer a query.
      await requireWorkerOf(connected, workflowId, "so this call makes no progress and can't be shown");
      if (flags.watch) {
        const status = await follow(call, flags.json ? note : console.log);
        if (flags.json) printJson({ workflowId, ...status });
        return;
      }
      const status = await call.status();
      if (flags.json) {
        printJson({ workflowId, ...status });
        return;
      }
      console.log(`${workflowId}: ${status.outcome ?? status.state}`);
      for (const { text } of timelineOf(status)) console.log(`  ${text}`);
      for (const warning of status.warnings) console.log(`  Warning: ${warning}`);
    });
}
