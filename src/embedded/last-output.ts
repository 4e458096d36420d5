import type { Readable } from 'node:stream';

/** The stacks that a crashed Go program leaves are long, and what went wrong stands above them. */
const KEPT_CHARACTERS = 256_000;
const TOLD_CHARACTERS = 8_000;

const CRASH = /^(?:panic|fatal error|runtime|SIG[A-Z]+): /m;

/**
 * Read the streams as text, so that they never block their writer, and keep the last of what they said: of a crash its
 * beginning, else the end.
 */
export function keepLastOutput(...streams: Readable[]): () => string {
  let kept = '';
  for (const stream of streams) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      kept = (kept + text).slice(-KEPT_CHARACTERS);
    });
  }
  return () => {
    const crash = kept.search(CRASH);
    const told = crash === -1 ? kept.slice(-TOLD_CHARACTERS) : kept.slice(crash, crash + TOLD_CHARACTERS);
    return told.trim();
  };
}

/** Whether this is what a Go program leaves that crashed, not what one says that gives up. */
export function tellsOfCrash(output: string): boolean {
  return CRASH.test(output);
}
