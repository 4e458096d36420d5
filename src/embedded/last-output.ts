import type { Readable } from 'node:stream';

const KEPT_CHARACTERS = 8_000;

/** The stacks that a crashed Go program leaves are long, and what went wrong stands above them. */
const CRASH = /^(?:panic|fatal error): /m;

/**
 * Read the streams as text, so that they never block their writer, and keep the last of what they said: of a crash its
 * beginning, else the end.
 */
export function keepLastOutput(...streams: Readable[]): () => string {
  let last = '';
  let crash: string | undefined;
  for (const stream of streams) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      last += text;
      const begins = crash === undefined ? last.search(CRASH) : -1;
      if (begins !== -1) crash = last.slice(begins);
      else if (crash !== undefined && crash.length < KEPT_CHARACTERS) crash += text;
      last = last.slice(-KEPT_CHARACTERS);
    });
  }
  return () => (crash?.slice(0, KEPT_CHARACTERS) ?? last).trim();
}

/** Whether this is what a Go program leaves that crashed, not what one says that gives up. */
export function tellsOfCrash(output: string): boolean {
  return CRASH.test(output);
}

/** Whether the stream, which is read as text, has brought a match by now. */
export function watchFor(pattern: RegExp, stream: Readable): () => boolean {
  let said = '';
  let found = false;
  const look = (text: string) => {
    said += text;
    if (!pattern.test(said)) return;
    found = true;
    stream.off('data', look);
  };
  stream.on('data', look);
  return () => found;
}
