import { CommanderError } from 'commander';
import { buildProgram } from './program';

/** The `outbound` command. Exit codes: 0 done, 1 failed (or a call that did not reach the person), 2 wrong usage, 3 not all was seen. */
async function main(): Promise<void> {
  try {
    const program = await buildProgram(process.argv[2]);
    await program.parseAsync();
  } catch (error) {
    // Commander has printed it.
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
    const { sentenceOf } = await import('./sentence-of.js');
    console.error(process.env['OUTBOUND_DEBUG'] ? error : `outbound: ${sentenceOf(error)}`);
    process.exitCode = 1;
  }
  // Connections that are still open must not keep a finished command alive.
  process.exit();
}

void main();
