import type { Readable } from 'node:stream';

const KEPT_CHARACTERS = 8_000;

/** A crashed Go program prints the cause above long stacks. */
const CRASH = /^(?:panic|fatal error): /m;

/**
 * Read the streams as text, so that they never block their writer. Keeps the beginning of a Go crash, else the end of the
 * output.
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

/** Whether the output is of a Go program that crashed, not of one that exited with an error. */
export function isCrashOutput(output: string): boolean {
  return CRASH.test(output);
}

/** @returns whether the text of the stream has matched so far */
export function watchFor(pattern: RegExp, stream: Readable): () => boolean {
  let text = '';
  let found = false;
  const read = (chunk: string) => {
    text += chunk;
    if (!pattern.test(text)) return;
    found = true;
    stream.off('data', read);
  };
  stream.on('data', read);
  return () => found;
}
