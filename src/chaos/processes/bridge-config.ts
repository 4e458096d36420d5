import { z } from 'zod';

/** What the process is started with that tells calls of contact events. */
export const bridgeConfigSchema = z.object({
  temporalAddress: z.string(),
  simulatorUrl: z.string(),
  sqsUrl: z.string(),
  queueUrl: z.string(),
  describesPerSecond: z.number(),
});

export type BridgeConfig = z.infer<typeof bridgeConfigSchema>;
