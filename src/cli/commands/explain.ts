import type { Command } from 'commander';
import { queryCall } from '../query-call';
import { recordText } from '../call-record';
import { ExitCode } from '../exit-code';
import { note, printJson } from '../output';
import { connect, withConnection, type ConnectionFlags } from '../temporal-client';

export function addExplain(program: Command): void {
  withConnection(program.command('explain'))
    .description("Explain why a call isn't dialing now, and when it will.")
    .argument('<workflow-id>')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ outbound explain reminder-A-1001')
    .action(async (workflowId: string, flags: ConnectionFlags & { json?: boolean }) => {
      const queried = await queryCall(await connect(flags), workflowId, (call) => call.explain());
      if (queried.is === 'record') {
        process.exitCode = ExitCode.NotAllSeen;
        const { record, why } = queried;
        if (flags.json) printJson({ workflowId, noAnswer: why, record });
        else console.log(recordText(record));
        note(
          `${why}\nUntil one runs, the call makes no progress. What is shown is what Temporal has recorded.`,
        );
        return;
      }
      const { answer } = queried;
      if (flags.json) printJson({ workflowId, ...answer });
      else console.log([answer.summary, ...answer.reasons.map((reason) => `- ${reason}`)].join('\n'));
    });
}
