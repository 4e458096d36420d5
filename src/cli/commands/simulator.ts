import { InvalidArgumentError, Option, type Command } from 'commander';
import { runUntilStopped } from '../../embedded';
import { startSimulator } from '../../simulator';
import { note } from '../output';

interface SimulatorFlags {
  readonly port: number;
  readonly speed: number;
  readonly tokenAfterDisconnect: 'same' | 'new';
}

export function addSimulator(program: Command): void {
  program
    .command('simulator')
    .description('A local Amazon Connect that AWS clients can talk to. Runs until Ctrl-C.')
    .option('--port <port>', 'TCP port on 127.0.0.1; 0 takes a free one', wholeNumber, 0)
    .option('--speed <factor>', 'how much faster than real time its seconds pass', positiveNumber, 1)
    .addOption(
      new Option('--token-after-disconnect <what>', 'what a ClientToken gives once its contact has ended')
        .choices(['same', 'new'])
        .default('same'),
    )
    .addHelpText('after', '\nExample:\n  $ outbound simulator --port 4585 --speed 20')
    .action(async (flags: SimulatorFlags) => {
      const ending = await runUntilStopped(
        async ({ add }) => {
          const simulator = await startSimulator(flags);
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

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('Write a port, 0 to 65535.');
  return value;
}

export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('Write a number above 0.');
  return value;
}
