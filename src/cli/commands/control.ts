import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CallHandle } from '../../client';
import { NoAnswerError } from '../answers-in-time';
import { describeCall } from '../query-call';
import type { CallStatus } from '../../domain/call/call-status';
import { instantOf } from '../../domain/instant';
import { notAnInstant } from '../instant';
import { note, printJson } from '../output';
import { readPolicy } from '../policy-file';
import { noWorker } from '../pollers';
import { connect, withConnection, type Connected, type ConnectionFlags } from '../temporal-client';
import { resultText } from '../timeline';
import { waitAloud, waitingFor } from '../wait-aloud';
import { hasWorker, requireWorker } from '../workers-of';

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
  command(
    program,
    'reschedule',
    "Don't dial before a given time, or make a callback at it.",
    '--not-before 2026-12-01T09:00:00-08:00',
  )
    .option('--not-before <instant>', 'ISO 8601 with an offset')
    .addOption(
      new Option(
        '--extend',
        "make a callback then, also after the deadline, as the policy's callbacks allow",
      ).conflicts('now'),
    )
    .option(
      '--now',
      'remove an earlier --not-before, with or without --extend; what the person asked for stays',
    )
    .action((workflowId: string, flags: Flags & { notBefore?: string; extend?: boolean; now?: boolean }) => {
      const notBefore = notBeforeOf(flags);
      const extend = flags.extend ? { extend: true } : {};
      return change(workflowId, flags, (call) => call.reschedule({ notBefore, ...extend }));
    });
  command(
    program,
    'record-disposition',
    'Record that an attempt reached the person, or that the person refused. The call ends with that outcome.',
    '--reached',
  )
    .addOption(new Option('--reached', 'the person was reached').conflicts('refused'))
    .option('--refused', 'the person wants no such calls')
    .addOption(
      new Option(
        '--attempt <number>',
        'number of the attempt (default: the one under way, or else the last one)',
      ).argParser(toAttempt),
    )
    .action(
      (workflowId: string, flags: Flags & { reached?: boolean; refused?: boolean; attempt?: number }) => {
        const { reached, refused, attempt } = flags;
        if (!reached && !refused)
          throw new Error(
            'Nothing to record. Give --reached (the person was reached) or --refused (the person wants no such calls), such as: outbound record-disposition reminder-A-1001 --reached',
          );
        const record = {
          ...(reached ? { reached } : { refused: true }),
          ...(attempt === undefined ? {} : { attempt }),
        };
        return change(workflowId, flags, (call) => call.recordDisposition(record));
      },
    );
  command(program, 'change-policy', 'Continue under another policy.', '--policy examples/payment-reminder.ts')
    .requiredOption('--policy <file>', 'policy: JSON, YAML or TypeScript (default export)')
    .action(async (workflowId: string, flags: Flags & { policy: string }) => {
      const policy = await readPolicy(flags.policy);
      await change(workflowId, flags, (call) => call.changePolicy(policy));
    });
  command(
    program,
    'conclude',
    'End a call that is no longer needed, with the outcome "concluded" and a result.',
    `--by alex --result '{"reachedBy": "e-mail"}' --hang-up`,
  )
    .option('--by <who>', 'who or what concludes it')
    .addOption(new Option('--result <json>', "the result, in the call's own result").argParser(toJson))
    .option('--hang-up', 'stop a phone that rings, or a talk (default: an attempt under way runs to its end)')
    .action((workflowId: string, flags: Flags & { by?: string; result?: unknown; hangUp?: boolean }) => {
      const { by, result, hangUp } = flags;
      return change(workflowId, flags, (call) =>
        call.conclude({
          ...(by === undefined ? {} : { by }),
          ...(result === undefined ? {} : { result }),
          ...(hangUp ? { hangUp } : {}),
        }),
      );
    });
  command(program, 'cancel', 'Stop a ringing phone and end the call.', '--wait')
    .option('--wait', 'wait until the call has ended')
    .action(async (workflowId: string, flags: Flags & { wait?: boolean }) => {
      const connected = await connect(flags);
      const { taskQueue } = await describeCall(connected, workflowId);
      const call = connected.calls.getHandle(workflowId);
      await call.cancel();
      if (!(await hasWorker(connected, taskQueue)))
        note(noWorker(taskQueue, '; the call is cancelled once one does.'));
      const what = `the end of ${workflowId}: it ends when its contact is seen to end, or five minutes later`;
      const result = flags.wait
        ? await waitAloud(call.result(), () => waitingFor(connected, what, taskQueue))
        : undefined;
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
  const connected = await connect(flags, { writes: true });
  const status = await changeCall(connected, workflowId, apply);
  if (flags.json) printJson({ workflowId, ...status });
  else console.log((await connected.calls.getHandle(workflowId).explain()).summary);
}

/** @throws Error when no worker makes the change in time */
export async function changeCall(
  connected: Connected,
  workflowId: string,
  apply: (call: CallHandle) => Promise<CallStatus>,
): Promise<CallStatus> {
  const { taskQueue } = await describeCall(connected, workflowId);
  await requireWorker(connected, 'so nothing was changed: start one and repeat the command', taskQueue);
  try {
    return await apply(connected.calls.getHandle(workflowId));
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    throw new Error(
      `${error.message}\nNothing has changed yet. A worker that starts soon may still make the change; to be sure, repeat the command then.`,
      { cause: error },
    );
  }
}

function notBeforeOf({
  notBefore,
  now,
  extend,
}: {
  notBefore?: string;
  now?: boolean;
  extend?: boolean;
}): Date | null {
  if (now && notBefore === undefined) return null;
  if (extend && notBefore === undefined) {
    throw new Error(
      '--extend needs the time of the callback: add --not-before <instant>, such as 2026-12-03T15:00:00-08:00.',
    );
  }
  if (now || notBefore === undefined) throw new Error('Give either --not-before <instant> or --now.');
  const instant = instantOf(notBefore);
  if (instant === undefined) throw new Error(notAnInstant(notBefore));
  return new Date(instant);
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new InvalidArgumentError('Expected JSON, such as \'{"reachedBy": "e-mail"}\' or \'"void"\'.');
  }
}

function toAttempt(text: string): number {
  if (!/^[1-9]\d*$/.test(text))
    throw new InvalidArgumentError('Expected the number of an attempt, such as 2.');
  return Number(text);
}
