/**
 * The task queues of one Amazon Connect instance. The Temporal server enforces each queue's rate over all workers, and requests of
 * one kind don't wait behind those of another. Hang-ups and re-sent dials are urgent, since a phone may be ringing: they wait
 * neither for polls nor for a line.
 */
export interface InstanceQueues {
  readonly dial: string;
  /** Of dials with campaign traffic, where it has lines of its own. @default they use `dial` */
  readonly campaignDial?: string;
  readonly describe: string;
  readonly urgent: string;
  readonly search: string;
}

/**
 * @param taskQueue the calls' own
 * @param instanceId an instance with its own quotas. @default the queues that all other instances share
 * @param hasCampaignLines campaign traffic has lines of its own, so its dials don't wait for those of general traffic
 */
export function instanceQueues(
  taskQueue: string,
  instanceId?: string,
  hasCampaignLines = false,
): InstanceQueues {
  const queue = (kind: string) => [taskQueue, kind, ...(instanceId ? [instanceId] : [])].join('.');
  return {
    dial: queue('dial'),
    ...(hasCampaignLines ? { campaignDial: queue('campaign-dial') } : {}),
    describe: queue('describe'),
    urgent: queue('urgent'),
    search: queue('search'),
  };
}
