import { z } from 'zod';
import { stormQuotasSchema } from '../plan/quotas';
import { killPoints } from '../plan/troubles';

/** What a worker's process is started with. */
export const workerConfigSchema = z.object({
  temporalAddress: z.string(),
  simulatorUrl: z.string(),
  taskQueue: z.string(),
  /** The bundle of all workflows, made once for all workers. */
  workflowBundle: z.string(),
  quotas: stormQuotasSchema,
  /** Milliseconds. */
  dialTimeout: z.number(),
  /** Workers differ in what they were configured with, as in the middle of a deployment. */
  version: z.enum(['a', 'b']),
  /** Are there contact events, for those that are configured to wait for them? */
  events: z.boolean(),
  /** What its clock is off by, milliseconds. */
  clockOff: z.number(),
});

export type WorkerConfig = z.infer<typeof workerConfigSchema>;

/** What a worker's process is told while it runs. */
export const workerOrderSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('shut-down') }),
  /** Die at this point, as soon as it is reached. */
  z.object({ do: z.literal('arm'), point: z.enum(killPoints) }),
]);

export type WorkerOrder = z.infer<typeof workerOrderSchema>;
