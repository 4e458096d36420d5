/**
 * The task queues that lead to one instance of Amazon Connect. The Temporal server holds each queue's rate over all workers,
 * and no request waits behind those of another kind: a hang-up never waits for polls, nor does a dial that is sent again
 * (on the queue of hang-ups) for a line.
 */
export interface Lane {
  readonly dial: string;
  readonly describe: string;
  readonly stop: string;
  readonly search: string;
}

/**
 * @param taskQueue that of the calls
 * @param instanceId of an instance that has quotas of its own; the others share one lane
 */
export function laneOf(taskQueue: string, instanceId?: string): Lane {
  const queue = (kind: keyof Lane) => [taskQueue, kind, ...(instanceId ? [instanceId] : [])].join('.');
  return { dial: queue('dial'), describe: queue('describe'), stop: queue('stop'), search: queue('search') };
}
