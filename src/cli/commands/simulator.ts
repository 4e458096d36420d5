import { InvalidArgumentError, Option, type Command } from 'commander';
import { runUntilStopped } from '../lifetime';
import { startSimulator, type Behaviour, type EventTarget } from '../../simulator';
import { note } from '../output';

interface SimulatorFlags extends Partial<Behaviour> {
  readonly port: number;
  readonly speed: number;
  readonly seed?: string;
  readonly journal?: string;
  readonly throttles: 'default' | 'off';
  readonly eventsSqs?: string;
  readonly eventsWebhook?: string;
  readonly eventsFile?: string;
}

export function addSimulator(program: Command): void {
  program
    .command('simulator')
    .description('Run a local Amazon Connect for AWS clients, until Ctrl-C.')
    .option('--port <port>', 'TCP port on 127.0.0.1; 0 picks a free one', wholeNumber, 0)
    .option('--speed <factor>', 'speed of simulated time; 1 is real time', positiveNumber, 1)
    .option('--seed <file>', 'the instance: flows, queues, numbers, hours (YAML or JSON)')
    .option('--journal <file>', 'keep the state in this file across restarts')
    .addOption(choice('--throttles <which>', 'request quotas', ['default', 'off']).default('default'))
    .addOption(
      choice('--token-after-disconnect <what>', 'answer to a ClientToken whose contact has ended', [
        'same',
        'new',
      ]),
    )
    .addOption(
      choice('--token-with-other-body <what>', 'answer to a known ClientToken with another request', [
        'same',
        'invalid-request',
      ]),
    )
    .addOption(
      choice('--over-limit <what>', 'answer to a call above the limit of concurrent calls', [
        'fast-busy',
        'limit-exceeded',
      ]),
    )
    .addOption(
      choice('--stop-after-end <what>', 'answer to StopContact on an ended contact', [
        'ok',
        'contact-not-found',
      ]),
    )
    .option('--events-sqs <queue-url>', 'deliver contact events to an SQS queue')
    .option('--events-webhook <url>', 'deliver contact events by POST')
    .option('--events-file <file>', 'append contact events to a file, one JSON document per line')
    .addHelpText(
      'after',
      '\nExample:\n  $ outbound simulator --port 4585 --speed 20 --events-file events.jsonl',
    )
    .action(async ({ eventsSqs, eventsWebhook, eventsFile, ...flags }: SimulatorFlags) => {
      const target = eventTarget({ eventsSqs, eventsWebhook, eventsFile });
      const ending = await runUntilStopped(
        async ({ add }) => {
          const simulator = await startSimulator({ ...flags, ...(target ? { events: { target } } : {}) });
          add('simulator', { stop: () => simulator.close() });
          console.log(`Amazon Connect simulator: ${simulator.url}`);
          note(
            `Point AWS clients at it with: export AWS_ENDPOINT_URL_CONNECT=${simulator.url} AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any`,
          );
        },
        { report: note },
      );
      process.exitCode = ending.kind === 'crash' ? 1 : 0;
    });
}

function choice(flags: string, description: string, values: string[]): Option {
  return new Option(flags, description).choices(values);
}

function eventTarget(
  flags: Pick<SimulatorFlags, 'eventsSqs' | 'eventsWebhook' | 'eventsFile'>,
): EventTarget | undefined {
  if (flags.eventsSqs) return { kind: 'sqs', queueUrl: flags.eventsSqs };
  if (flags.eventsWebhook) return { kind: 'webhook', url: flags.eventsWebhook };
  if (flags.eventsFile) return { kind: 'file', path: flags.eventsFile };
  return undefined;
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('Expected a port, 0 to 65535.');
  return value;
}

export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('Expected a number above 0.');
  return value;
}
