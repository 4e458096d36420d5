/**
 * The task queues that lead to one instance of Amazon Connect. The Temporal server holds each queue's rate over all workers,
 * and no request waits behind those of another kind. What concerns a phone that may be ringing is urgent: hang-ups, and dials
 * that are sent again, wait neither for polls nor for a line.
 */
export interface Lane {
  readonly dial: string;
  readonly describe: string;
  readonly urgent: string;
  readonly search: string;
}

/**
 * @param taskQueue that of the calls
 * @param instanceId of an instance that has quotas of its own; the others share one lane
 */
export function laneOf(taskQueue: string, instanceId?: string): Lane {
  const queue = (kind: keyof Lane) => [taskQueue, kind, ...(instanceId ? [instanceId] : [])].join('.');
  return {
    dial: queue('dial'),
    describe: queue('describe'),
    urgent: queue('urgent'),
    search: queue('search'),
  };
}
