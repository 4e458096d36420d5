import type { z } from 'zod';

/** Read the configuration from the parent process. Afterwards this process ends with its parent and ignores Ctrl-C. */
export function enter<T>(schema: z.ZodType<T>): T {
  process.on('disconnect', () => {
    process.exit(1);
  });
  process.on('SIGINT', () => undefined);
  return schema.parse(JSON.parse(process.argv[2] ?? 'null'));
}

export function reportReady(): void {
  process.send?.('ready');
}
