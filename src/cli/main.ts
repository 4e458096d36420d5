import { CommanderError } from 'commander';
import { buildProgram } from './program';
import { sentenceOf } from './sentence-of';

/** The `outbound` command. Exit codes: 0 done, 1 failed (or a call that did not reach the person), 2 wrong usage. */
async function main(): Promise<void> {
  try {
    await buildProgram().parseAsync();
  } catch (error) {
    // Commander has said it already.
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
    console.error(process.env['OUTBOUND_DEBUG'] ? error : `outbound: ${sentenceOf(error)}`);
    process.exitCode = 1;
  }
  // Connections that are still open must not keep a finished command alive.
  process.exit();
}

void main();
