import { InvalidArgumentError, type Command } from 'commander';
import type { Config } from '../../config';
import { WorkflowType } from '../../contract/workflow-types';
import { instanceIdOf, notAnInstance } from '../../domain/instance-id';
import type { HoldScope } from '../../client';
import { elsewhere, elsewhereText } from '../elsewhere';
import { ExitCode } from '../exit-code';
import { note, printJson } from '../output';
import { connect, withTaskQueue, type Connected, type ConnectionFlags } from '../temporal-client';
import { hasWorker } from '../workers-of';
import { allOf, openRunsOf, startsNotWith } from '../../domain/visibility-query';

interface HoldFlags extends ConnectionFlags {
  readonly instance?: string;
  readonly reason?: string;
  readonly wholeNamespace?: boolean;
  readonly json?: boolean;
}

export function addHold(program: Command): void {
  withTaskQueue(program.command('hold'))
    .description(
      'Stop all dialing of a task queue until released. Current contacts continue, and a dial that was already confirmed may still be sent within seconds. Needs no worker.',
    )
    .option('--instance <id>', 'hold only this Amazon Connect instance: ID or ARN (default: all)', instance)
    .option('--whole-namespace', wholeNamespace)
    .option('--reason <text>', 'why; waiting calls show it')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ outbound hold --reason "the flow says the wrong thing"')
    .action(async ({ instance: instanceId, reason, ...flags }: HoldFlags) => {
      const connected = await connect(flags);
      const { calls, config, taskQueue } = connected;
      warnOfUnknown(instanceId, config);
      const scope = { instanceId, wholeNamespace: flags.wholeNamespace };
      const hold = await calls.holds.place({ ...scope, reason });
      if (flags.json) printJson({ ...hold, ...where(connected) });
      else {
        console.log(
          `On hold${of(scope, taskQueue)} since ${hold.since}${hold.reason === undefined ? '' : `: ${hold.reason}`}`,
        );
        console.log(`Namespace ${connected.settings.namespace} at ${connected.address}`);
      }
      if (flags.wholeNamespace !== true) await warnOfOthers(connected);
    });

  withTaskQueue(program.command('release'))
    .description('End a hold: dialing resumes within seconds. A hold of another scope stays.')
    .option(
      '--instance <id>',
      'release this Amazon Connect instance: ID or ARN (default: the hold on all)',
      instance,
    )
    .option('--whole-namespace', wholeNamespace)
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ outbound release')
    .action(async ({ instance: instanceId, ...flags }: HoldFlags) => {
      const connected = await connect(flags);
      const { calls, taskQueue } = connected;
      const scope = { instanceId, wholeNamespace: flags.wholeNamespace };
      const released = await calls.holds.release(scope);
      const others = await elsewhere(connected, holdsOfTaskQueues);
      if (flags.json)
        printJson({ released: released ?? null, ...where(connected), elsewhere: others ?? null });
      else {
        console.log(
          released
            ? `Released${of(scope, taskQueue)}: it was on hold since ${released.since}`
            : `There was no hold${of(scope, taskQueue)}`,
        );
        console.log(`Namespace ${connected.settings.namespace} at ${connected.address}`);
      }
      // Visibility may still list the one that has just ended.
      const remaining = (await calls.holds.list()).filter(
        (hold) => of(hold, taskQueue) !== of(scope, taskQueue),
      );
      for (const hold of remaining) note(`Still on hold${of(hold, taskQueue)} since ${hold.since}`);
      if (others) note(`Holds of other task queues stay: ${elsewhereText(others)}. Add --task-queue`);
      const isOther = remaining.length > 0 || (others !== undefined && !connected.isTaskQueueNamed);
      if (!released && isOther) process.exitCode = ExitCode.NotAllSeen;
    });
}

/** Not those of the whole namespace: these run on the task queue from which they were placed. */
const holdsOfTaskQueues = allOf(
  openRunsOf(WorkflowType.Hold),
  startsNotWith('WorkflowId', 'outbound-hold::'),
);

/** A hold on a task queue that calls do not use stops nothing. */
async function warnOfOthers(connected: Connected): Promise<void> {
  const { taskQueue } = connected;
  const others = await elsewhere(connected, openRunsOf(WorkflowType.Call));
  const running =
    others &&
    `Calls that run elsewhere go on: ${elsewhereText(others)}. Add --task-queue or --whole-namespace.`;
  if (await hasWorker(connected)) {
    if (running) note(running);
    return;
  }
  note(
    `Warning: no worker is polling task queue ${taskQueue}. If calls run on another one, this stops none of them.${running ? ` ${running}` : ''}`,
  );
  if (others) process.exitCode = ExitCode.NotAllSeen;
}

function where({ settings: { namespace }, address, taskQueue }: Connected) {
  return { namespace, address, taskQueue };
}

function instance(text: string): string {
  const id = instanceIdOf(text);
  if (id === undefined) throw new InvalidArgumentError(`${notAnInstance}.`);
  return id;
}

/** Only a warning: a policy may name an instance that the settings don't. */
function warnOfUnknown(instanceId: string | undefined, { connect: settings }: Config): void {
  const named = [settings.instanceId ?? [], Object.keys(settings.instances ?? {})].flat();
  if (instanceId === undefined || named.length === 0) return;
  if (named.some((one) => instanceIdOf(one) === instanceId)) return;
  note(
    `Warning: instance ${instanceId} is not in the settings, which have ${named.join(', ')}. Unless a policy names it, the hold has no effect: check --instance.`,
  );
}

function of({ instanceId, wholeNamespace }: HoldScope, taskQueue: string): string {
  const where = wholeNamespace ? ' in the whole namespace' : ` on task queue ${taskQueue}`;
  return instanceId === undefined ? where : `${where}, instance ${instanceIdOf(instanceId) ?? instanceId}`;
}

const wholeNamespace = 'every task queue of the Temporal namespace (default: the configured task queue only)';
