import type { Command } from 'commander';
import { askCall, type Asked } from '../ask-call';
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
      const asked = await askCall(connected, workflowId, (call) => call.status());
      if (asked.is === 'answer' && flags.watch) {
        const status = await follow(connected.calls.getHandle(workflowId), flags.json ? note : console.log);
        if (flags.json) printJson({ workflowId, ...status });
        return;
      }
      if (asked.is === 'record') process.exitCode = ExitCode.NotAllSeen;
      if (flags.json) printJson(documentOf(workflowId, asked));
      else print(workflowId, asked);
    });
}

function documentOf(workflowId: string, asked: Asked<CallStatus>): object {
  return asked.is === 'answer'
    ? { workflowId, ...asked.answer }
    : { workflowId, noAnswer: asked.why, record: asked.record };
}

function print(workflowId: string, asked: Asked<CallStatus>): void {
  if (asked.is === 'record') {
    console.log(recordText(asked.record));
    note(`${asked.why}\nWhat is shown is what Temporal has recorded.`);
    return;
  }
  const status = asked.answer;
  console.log(`${workflowId}: ${status.outcome ?? status.state}`);
  for (const { text } of timelineOf(status)) console.log(`  ${text}`);
  for (const warning of status.warnings) console.log(`  Warning: ${warning}`);
}
