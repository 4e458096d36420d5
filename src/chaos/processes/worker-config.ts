import { z } from 'zod';
import { stormQuotasSchema } from '../plan/quotas';
import { killPoints } from '../plan/troubles';

/** Configuration of a worker's process. */
export const workerConfigSchema = z.object({
  temporalAddress: z.string(),
  simulatorUrl: z.string(),
  taskQueue: z.string(),
  /** Path of the bundle of all workflows. */
  workflowBundle: z.string(),
  quotas: stormQuotasSchema,
  dialTimeoutMs: z.number(),
  /** Workers have different settings, as during a deployment. */
  version: z.enum(['a', 'b']),
  /** Whether contact events are delivered. */
  events: z.boolean(),
  /** Clock error. */
  clockOffsetMs: z.number(),
});

export type WorkerConfig = z.infer<typeof workerConfigSchema>;

/** Commands to a running worker's process. */
export const workerCommandSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('shut-down') }),
  /** Die when this point is reached. */
  z.object({ do: z.literal('arm'), point: z.enum(killPoints) }),
]);

export type WorkerCommand = z.infer<typeof workerCommandSchema>;
