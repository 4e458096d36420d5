import { tsToMs } from '@temporalio/common/lib/time';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { duration } from '../../domain/policy/duration';
import { quotasOf } from '../../pacing/quotas';
import { connectFromConfig, searchableFromConfig } from '../from-config';
import { elsewhere, elsewhereText, placeOf } from '../elsewhere';
import { ExitCode } from '../exit-code';
import { cutOffSince } from '../orphans/abandoned-calls';
import { findOrphans, hangUp, type Orphan, type Orphans } from '../orphans/orphans';
import { pacedConnect } from '../orphans/paced-connect';
import { printJson } from '../output';
import { serverTimeoutMs } from '../pollers';
import { table } from '../table';
import {
  connect as connectToTemporal,
  withTaskQueue,
  type Connected,
  type ConnectionFlags,
} from '../temporal-client';

interface OrphansFlags extends ConnectionFlags {
  /** Milliseconds. */
  readonly since: number;
  readonly hangUp?: boolean;
  readonly json?: boolean;
}

export function addOrphans(program: Command): void {
  withTaskQueue(program.command('orphans'))
    .description(
      'List contacts that are or may be live although their call was terminated, timed out or failed. Exit code 1 when there are any (with --hang-up: any left), 3 when there may be some that it could not see.',
    )
    .option('--hang-up', 'stop these contacts and check that they ended')
    .addOption(
      new Option('--since <duration>', 'check calls that ended within this time')
        .argParser(sinceOf)
        .default(dayMs, '1d'),
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ outbound orphans --since 2h --hang-up')
    .action(async (flags: OrphansFlags) => {
      const connected = await connectToTemporal(flags);
      const { config } = connected;
      const amazon = connectFromConfig(config);
      const connect = pacedConnect(amazon, quotasOf(config.connect.quotas));
      const since = new Date(Date.now() - flags.since);
      const searchable = searchableFromConfig(config);
      const found = await findOrphans({ ...connected, connect, since, searchable });
      const orphans = flags.hangUp ? await hangUp(connect, found.orphans) : found.orphans;
      const left = orphans.filter(({ state }) => state !== 'hung-up');
      const unseen = await unseenOf(connected, found, since);
      if (flags.json) {
        const { namespace } = connected.settings;
        const place = { namespace, address: connected.address, taskQueue: connected.taskQueue };
        printJson({ since: since.toISOString(), ...place, ...found, orphans, ...unseen.document });
      } else {
        if (orphans.length > 0) console.log(tableOf(orphans));
        const instances = found.instances.length > 0 ? `, instances ${found.instances.join(', ')}` : '';
        console.log(
          `Orphans${flags.hangUp ? ' left' : ''}: ${left.length}. Calls terminated, timed out or failed since ${since.toISOString()}: ${found.calls}.`,
        );
        console.log(`Looked at: ${placeOf(connected)}${instances}`);
        for (const sentence of unseen.sentences) console.log(`Not seen: ${sentence}.`);
      }
      amazon.destroy?.();
      if (left.length > 0) process.exitCode = ExitCode.Failed;
      else if (unseen.isIncomplete) process.exitCode = ExitCode.NotAllSeen;
    });
}

/** What may hide orphans. */
async function unseenOf(
  connected: Connected,
  { notSeen }: Orphans,
  since: Date,
): Promise<{
  readonly sentences: readonly string[];
  readonly document: object;
  readonly isIncomplete: boolean;
}> {
  const others = await elsewhere(connected, cutOffSince(since));
  const keptSince = await historiesSince(connected);
  const isCut = keptSince > since;
  const sentences = [
    ...(others
      ? [`runs that were cut off: ${elsewhereText(others)}. For these, add --task-queue or --config`]
      : []),
    ...(isCut
      ? [`calls that ended before ${keptSince.toISOString()}: the namespace keeps them no longer than that`]
      : []),
    ...notSeen.map(({ workflowId, attempt, why }) =>
      attempt === undefined ? `${workflowId}: ${why}` : `${workflowId}, attempt ${attempt}: ${why}`,
    ),
  ];
  const isIncomplete = notSeen.length > 0 || isCut || (others !== undefined && !connected.isTaskQueueNamed);
  return {
    sentences,
    document: { elsewhere: others ?? null, ...(isCut ? { historiesSince: keptSince.toISOString() } : {}) },
    isIncomplete,
  };
}

/** Temporal deletes a call when the namespace's retention after its end has passed. */
async function historiesSince({ client, settings: { namespace } }: Connected): Promise<Date> {
  const { config } = await client.withDeadline(Date.now() + serverTimeoutMs, () =>
    client.workflowService.describeNamespace({ namespace }),
  );
  const keptMs = config?.workflowExecutionRetentionTtl ? tsToMs(config.workflowExecutionRetentionTtl) : 0;
  // Zero: without an end.
  return new Date(keptMs === 0 ? 0 : Date.now() - keptMs - clockDifferenceMs);
}

/** With the default of --since, a retention of one day is enough. */
const clockDifferenceMs = 60_000;

const dayMs = 24 * 60 * 60_000;

function sinceOf(text: string): number {
  const parsed = duration({ min: 1 }).safeParse(text);
  if (!parsed.success)
    throw new InvalidArgumentError(parsed.error.issues.map(({ message }) => message).join('; '));
  return parsed.data;
}

function tableOf(orphans: readonly Orphan[]): string {
  return table([
    ['call', 'attempt', 'contact', 'number', 'since', 'state'],
    ...orphans.map(({ workflowId, call, attempt, contactId, destinationPhoneNumber, since, state }) => [
      `${workflowId} (${call})`,
      String(attempt),
      contactId ?? 'unknown',
      destinationPhoneNumber,
      since,
      state,
    ]),
  ]);
}
