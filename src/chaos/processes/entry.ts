import type { z } from 'zod';

/** What the process was given by whoever started it. From now on it ends when that one does, and not by a Ctrl-C meant for that one. */
export function enter<T>(schema: z.ZodType<T>): T {
  process.on('disconnect', () => {
    process.exit(1);
  });
  process.on('SIGINT', () => undefined);
  return schema.parse(JSON.parse(process.argv[2] ?? 'null'));
}

export function sayReady(): void {
  process.send?.('ready');
}
