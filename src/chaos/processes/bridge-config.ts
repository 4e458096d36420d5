import { z } from 'zod';

/** Configuration of the event bridge's process. */
export const bridgeConfigSchema = z.object({
  temporalAddress: z.string(),
  simulatorUrl: z.string(),
  sqsUrl: z.string(),
  queueUrl: z.string(),
  describesPerSecond: z.number(),
});

export type BridgeConfig = z.infer<typeof bridgeConfigSchema>;
