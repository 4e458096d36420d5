import type { Command } from 'commander';
import { printJson } from '../output';
import { connect, withConnection, type ConnectionFlags } from '../temporal-client';
import { requireWorkerOf } from '../workers-of';

export function addExplain(program: Command): void {
  withConnection(program.command('explain'))
    .description("Explain why a call isn't dialing now, and when it will.")
    .argument('<workflow-id>')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ outbound explain reminder-A-1001')
    .action(async (workflowId: string, flags: ConnectionFlags & { json?: boolean }) => {
      const connected = await connect(flags);
      await requireWorkerOf(connected, workflowId, "so this call makes no progress and can't be explained");
      const explanation = await connected.calls.getHandle(workflowId).explain();
      if (flags.json) printJson({ workflowId, ...explanation });
      else
        console.log([explanation.summary, ...explanation.reasons.map((reason) => `- ${reason}`)].join('\n'));
    });
}
