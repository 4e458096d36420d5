/**
 * The task queues of one Amazon Connect instance. The Temporal server enforces each queue's rate over all workers, and requests of
 * one kind don't wait behind those of another. Hang-ups and re-sent dials are urgent, since a phone may be ringing: they wait
 * neither for polls nor for a line.
 */
export interface InstanceQueues {
  readonly dial: string;
  readonly describe: string;
  readonly urgent: string;
  readonly search: string;
}

/**
 * @param taskQueue the calls' own
 * @param instanceId an instance with its own quotas. @default the queues that all other instances share
 */
export function instanceQueues(taskQueue: string, instanceId?: string): InstanceQueues {
  const queue = (kind: keyof InstanceQueues) =>
    [taskQueue, kind, ...(instanceId ? [instanceId] : [])].join('.');
  return {
    dial: queue('dial'),
    describe: queue('describe'),
    urgent: queue('urgent'),
    search: queue('search'),
  };
}
