import type { Command } from 'commander';
import { printJson } from '../output';
import { connect, withConnection, type ConnectionFlags } from '../temporal-client';
import { requireWorkerOf } from '../workers-of';

export function addExplain(program: Command): void {
  withConnection(program.command('explain'))
    .description("Why a call isn't calling now, and when it will, in plain words.")
    .argument('<workflow-id>')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ outbound explain reminder-A-1001')
    .action(async (workflowId: string, flags: ConnectionFlags & { json?: boolean }) => {
      const connected = await connect(flags);
      await requireWorkerOf(connected, workflowId, 'so nothing happens to this one, and it can say no more');
      const explanation = await connected.calls.getHandle(workflowId).explain();
      if (flags.json) printJson({ workflowId, ...explanation });
      else
        console.log([explanation.summary, ...explanation.reasons.map((reason) => `- ${reason}`)].join('\n'));
    });
}
