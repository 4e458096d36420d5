import { z } from 'zod';

/** Quotas of the workers: low, so that dials wait in their queue and for a line. */
export const stormQuotasSchema = z.object({
  dialsPerSecond: z.number(),
  dialBurst: z.int(),
  describesPerSecond: z.number(),
  stopsPerSecond: z.number(),
  searchesPerSecond: z.number(),
  concurrentCalls: z.int(),
});

export type StormQuotas = z.infer<typeof stormQuotasSchema>;

export function planQuotas(calls: number, spanMs: number): StormQuotas {
  const startsPerSecond = calls / ((spanMs * 0.7) / 1000);
  // A call makes about two dials, and in a storm some are re-sent.
  const dialsPerSecond = Math.max(5, Math.ceil(startsPerSecond * 3));
  return {
    dialsPerSecond,
    dialBurst: dialsPerSecond,
    describesPerSecond: 200,
    stopsPerSecond: 50,
    searchesPerSecond: 20,
    // A contact lasts two seconds. A dead worker does not return its lines.
    concurrentCalls: Math.max(20, Math.ceil(startsPerSecond * 20)),
  };
}
