import { z } from 'zod';

/** What workers keep to: little enough that dials wait in their queue for their turn, and for a line. */
export const stormQuotasSchema = z.object({
  dialsPerSecond: z.number(),
  dialBurst: z.int(),
  describesPerSecond: z.number(),
  stopsPerSecond: z.number(),
  searchesPerSecond: z.number(),
  concurrentCalls: z.int(),
});

export type StormQuotas = z.infer<typeof stormQuotasSchema>;

/** @param span of the storm, milliseconds */
export function planQuotas(calls: number, span: number): StormQuotas {
  const startsPerSecond = calls / ((span * 0.7) / 1000);
  // A call dials twice or so; in a storm some dials are asked for again.
  const dialsPerSecond = Math.max(5, Math.ceil(startsPerSecond * 3));
  return {
    dialsPerSecond,
    dialBurst: dialsPerSecond,
    describesPerSecond: 200,
    stopsPerSecond: 50,
    searchesPerSecond: 20,
    // A contact lasts two seconds. A worker that dies keeps those lines that it was about to give back.
    concurrentCalls: Math.max(20, Math.ceil(startsPerSecond * 20)),
  };
}
