import type { Command } from 'commander';
import { queryCall, type Queried } from '../query-call';
import { recordText } from '../call-record';
import type { CallStatus } from '../../domain/call/call-status';
import { ExitCode } from '../exit-code';
import { follow } from '../follow';
import { note, printJson } from '../output';
import { connect, withConnection, type ConnectionFlags } from '../temporal-client';
import { timelineOf } from '../timeline';

export function addShow(program: Command): void {
  withConnection(program.command('show'))
    .description('Show what a call has done, is doing and will do next.')
    .argument('<workflow-id>')
    .option('--watch', 'follow the call until it ends')
    .option('--json', 'print the status as one JSON document')
    .addHelpText('after', '\nExample:\n  $ outbound show reminder-A-1001 --watch')
    .action(async (workflowId: string, flags: ConnectionFlags & { watch?: boolean; json?: boolean }) => {
      const connected = await connect(flags);
      const queried = await queryCall(connected, workflowId, (call) => call.status());
      if (queried.is === 'answer' && flags.watch) {
        const status = await follow(connected.calls.getHandle(workflowId), flags.json ? note : console.log);
        if (flags.json) printJson({ workflowId, ...status });
        return;
      }
      if (queried.is === 'record') process.exitCode = ExitCode.NotAllSeen;
      if (flags.json) printJson(documentOf(workflowId, queried));
      else print(workflowId, queried);
    });
}

function documentOf(workflowId: string, queried: Queried<CallStatus>): object {
  return queried.is === 'answer'
    ? { workflowId, ...queried.answer }
    : { workflowId, noAnswer: queried.why, record: queried.record };
}

function print(workflowId: string, queried: Queried<CallStatus>): void {
  if (queried.is === 'record') {
    console.log(recordText(queried.record));
    note(`${queried.why}\nWhat is shown is what Temporal has recorded.`);
    return;
  }
  const status = queried.answer;
  console.log(`${workflowId}: ${status.outcome ?? status.state}`);
  for (const { text } of timelineOf(status)) console.log(`  ${text}`);
  for (const warning of status.warnings) console.log(`  Warning: ${warning}`);
}
