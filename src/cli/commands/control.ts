import type { Command } from 'commander';
import type { CallHandle } from '../../client';
import type { CallStatus } from '../../domain/call/call-status';
import { instantOf } from '../../domain/instant';
import { notAnInstant } from '../instant';
import { note, printJson } from '../output';
import { readPolicy } from '../policy-file';
import { connect, withConnection, type ConnectionFlags } from '../temporal-client';
import { resultText } from '../timeline';
import { noWorker, requireWorkerOf, unservedQueueOf } from '../workers-of';

type Flags = ConnectionFlags & { readonly json?: boolean };

/** The commands that change a running call. */
export function addControl(program: Command): void {
  command(
    program,
    'pause',
    'Stop dialing until resumed. A running attempt continues, and the deadline still applies.',
  ).action((workflowId: string, flags: Flags) => change(workflowId, flags, (call) => call.pause()));
  command(program, 'resume', 'Resume a paused call.').action((workflowId: string, flags: Flags) =>
    change(workflowId, flags, (call) => call.resume()),
  );
  command(program, 'reschedule', "Don't dial before a given time.", '--not-before 2026-12-01T09:00:00-08:00')
    .option('--not-before <instant>', 'ISO 8601 with an offset')
    .option('--now', 'remove an earlier --not-before')
    .action((workflowId: string, flags: Flags & { notBefore?: string; now?: boolean }) => {
      const notBefore = notBeforeOf(flags);
      return change(workflowId, flags, (call) => call.reschedule({ notBefore }));
    });
  command(program, 'change-policy', 'Continue under another policy.', '--policy examples/payment-reminder.ts')
    .requiredOption('--policy <file>', 'policy: JSON, YAML or TypeScript (default export)')
    .action(async (workflowId: string, flags: Flags & { policy: string }) => {
      const policy = await readPolicy(flags.policy);
      await change(workflowId, flags, (call) => call.changePolicy(policy));
    });
  command(program, 'cancel', 'Stop a ringing phone and end the call.', '--wait')
    .option('--wait', 'wait until the call has ended')
    .action(async (workflowId: string, flags: Flags & { wait?: boolean }) => {
      const connected = await connect(flags);
      const call = connected.calls.getHandle(workflowId);
      await call.cancel();
      const unserved = await unservedQueueOf(connected, workflowId);
      if (unserved !== undefined) note(noWorker(unserved, '; the call is cancelled once one does.'));
      const result = flags.wait ? await call.result() : undefined;
      if (flags.json) printJson({ workflowId, ...result });
      else console.log(result ? resultText(workflowId, result) : `Cancelling ${workflowId}`);
    });
}

function command(program: Command, name: string, description: string, example = ''): Command {
  return withConnection(program.command(name))
    .description(description)
    .argument('<workflow-id>')
    .option('--json', 'print one JSON document')
    .addHelpText('after', `\nExample:\n  $ outbound ${name} reminder-A-1001 ${example}`.trimEnd());
}

async function change(
  workflowId: string,
  flags: Flags,
  apply: (call: CallHandle) => Promise<CallStatus>,
): Promise<void> {
  const connected = await connect(flags);
  await requireWorkerOf(connected, workflowId, 'so nothing was changed: start one and repeat the command');
  const call = connected.calls.getHandle(workflowId);
  const status = await apply(call);
  if (flags.json) printJson({ workflowId, ...status });
  else console.log((await call.explain()).summary);
}

function notBeforeOf({ notBefore, now }: { notBefore?: string; now?: boolean }): Date | null {
  if (now && notBefore === undefined) return null;
  if (now || notBefore === undefined) throw new Error('Give either --not-before <instant> or --now.');
  const instant = instantOf(notBefore);
  if (instant === undefined) throw new Error(notAnInstant(notBefore));
  return new Date(instant);
}
