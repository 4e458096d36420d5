import type { Readable } from 'node:stream';

/** Enough for a Go panic's message and the first frames of its stack. */
const KEPT_CHARACTERS = 8_000;

/** Read the streams as text, so that they never block their writer, and keep the last of what they said. */
export function keepLastOutput(...streams: Readable[]): () => string {
  let kept = '';
  for (const stream of streams) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      kept = (kept + text).slice(-KEPT_CHARACTERS);
    });
  }
  return () => kept.trim();
}
