import { InvalidArgumentError, type Command } from 'commander';
import { loadConfig } from '../../config';
import { quotasOf } from '../../pacing/quotas';
import { runUntilStopped } from '../lifetime';
import { startContactEvents, type ContactEventCounts } from '../../events';
import { eventLoop, temporalAnswers } from '../../health';
import { shareOfEvents } from '../../pacing/paced-instances';
import { connectFromConfig } from '../from-config';
import { checkKeys } from '../../encryption/check-keys';
import { note } from '../output';
import { serveHealth, StartingHealth, withHealth, type HealthFlags } from '../serve-health';
import { whenKeysFit } from '../when-keys-fit';
import { connect as connectToTemporal, withConnection, type ConnectionFlags } from '../temporal-client';

interface EventsFlags extends ConnectionFlags, HealthFlags {
  readonly queueUrl?: string;
  readonly deadLetterQueueUrl?: string;
  readonly hangUpOrphans?: boolean;
}

export function addEvents(program: Command): void {
  withHealth(withConnection(program.command('events')), 'events.health')
    .description(
      "Read Amazon Connect's contact events from an SQS queue and report the ends of contacts to their calls, until Ctrl-C.",
    )
    .option('--queue-url <url>', 'queue to read (default: events.queueUrl of the settings)', url)
    .option(
      '--dead-letter-queue-url <url>',
      'queue for messages that are not understood (default: events.deadLetterQueueUrl)',
      url,
    )
    .option(
      '--hang-up-orphans',
      'stop contacts whose call was terminated, timed out or failed (default: events.hangUpOrphans)',
    )
    .addHelpText(
      'after',
      '\nExample:\n  $ outbound events --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/contact-events',
    )
    .action(async (flags: EventsFlags) => {
      const { config } = await loadConfig({ file: flags.config });
      const queueUrl = flags.queueUrl ?? config.events?.queueUrl;
      if (queueUrl === undefined) {
        throw new Error(
          'No queue to read. Set --queue-url, or events.queueUrl in temporal.config.ts. deploy/contact-events.yaml creates a queue.',
        );
      }
      const health = new StartingHealth();
      const healthService = await serveHealth(flags, config.events?.health, health);
      const { client, settings, taskQueue } = await connectToTemporal(flags);
      const connect = connectFromConfig(config);
      await runUntilStopped(
        async ({ add }) => {
          if (healthService) add('health', healthService);
          // Calls could not read signals that are encrypted with another key.
          await whenKeysFit(health, () => checkKeys({ client, taskQueue }));
          let isStopping = false;
          const events = startContactEvents({
            client,
            connect,
            queueUrl,
            deadLetterQueueUrl: flags.deadLetterQueueUrl ?? config.events?.deadLetterQueueUrl,
            describesPerSecond: quotasOf(config.connect.quotas).describesPerSecond * shareOfEvents,
            hangUpOrphans: flags.hangUpOrphans ?? config.events?.hangUpOrphans,
            trustContactRecords: config.events?.trustContactRecords,
            log: note,
          });
          add('events', {
            stop: async () => {
              isStopping = true;
              await events.stop();
              console.log(summary(events.counts()));
            },
          });
          health.becomes({
            health: {
              live: { 'event-loop': eventLoop },
              ready: {
                receiving: () => (isStopping ? 'the process is stopping' : events.trouble()),
                temporal: temporalAnswers(client.connection, settings.namespace),
              },
            },
          });
          console.log(`Contact events from ${queueUrl} to Temporal, namespace ${settings.namespace}`);
        },
        { graceMs: 40_000, report: note },
      );
      connect.destroy?.();
      await client.connection.close();
    });
}

function url(value: string): string {
  if (!URL.canParse(value)) throw new InvalidArgumentError('Expected the URL of a queue.');
  return value;
}

function summary(counts: ContactEventCounts): string {
  const counted = Object.entries(counts).filter(([, count]) => Number(count) > 0);
  return `Messages: ${counted.map(([what, count]) => `${count} ${what}`).join(', ') || 'none'}`;
}
