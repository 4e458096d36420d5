import { InvalidArgumentError, Option, type Command } from 'commander';
import { duration } from '../../domain/policy/duration';
import { quotasOf } from '../../pacing/quotas';
import { connectFromConfig, searchableFromConfig } from '../from-config';
import { findOrphans, hangUp, type Orphan } from '../orphans/orphans';
import { pacedConnect } from '../orphans/paced-connect';
import { printJson } from '../output';
import { table } from '../table';
import { connect as connectToTemporal, withTaskQueue, type ConnectionFlags } from '../temporal-client';

interface OrphansFlags extends ConnectionFlags {
  /** Milliseconds. */
  readonly since: number;
  readonly hangUp?: boolean;
  readonly json?: boolean;
}

export function addOrphans(program: Command): void {
  withTaskQueue(program.command('orphans'))
    .description(
      'List contacts that are or may be live although their call was terminated, timed out or failed. Exit code 1 when there are any (with --hang-up: any left).',
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
      const { client, config, taskQueue } = await connectToTemporal(flags);
      const amazon = connectFromConfig(config);
      const connect = pacedConnect(amazon, quotasOf(config.connect.quotas));
      const since = new Date(Date.now() - flags.since);
      const searchable = searchableFromConfig(config);
      const found = await findOrphans({ client, connect, taskQueue, since, searchable });
      const orphans = flags.hangUp ? await hangUp(connect, found.orphans) : found.orphans;
      const left = orphans.filter(({ state }) => state !== 'hung-up');
      if (flags.json) {
        printJson({ since: since.toISOString(), calls: found.calls, orphans });
      } else {
        if (orphans.length > 0) console.log(tableOf(orphans));
        console.log(
          `Orphans${flags.hangUp ? ' left' : ''}: ${left.length}. Calls terminated, timed out or failed on task queue ${taskQueue} since ${since.toISOString()}: ${found.calls}.`,
        );
      }
      amazon.destroy?.();
      process.exitCode = left.length > 0 ? 1 : 0;
    });
}

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
