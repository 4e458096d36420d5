import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { WorkerOptions } from '@temporalio/worker';
import { dialSlots } from './dial-slots';
import type { PacedInstance } from './paced-instances';
import type { SharedLines } from './shared-lines';
import type { Activities } from '../contract/activities';

/** A Temporal worker that polls one task queue of an instance. */
export interface InstanceWorker {
  readonly options: Pick<WorkerOptions, 'taskQueue'> & Partial<WorkerOptions>;
  /** It stops after the worker of the calls, whose last tasks may still schedule a hang-up. */
  readonly isUrgent: boolean;
}

/**
 * A worker for each task queue of an instance. The Temporal server enforces the rates over all workers: a dial waits for its
 * turn in the queue, and leaves it when cancelled.
 */
export function workersOfInstance(
  { queues, quotas, lines, campaignLines, pace }: PacedInstance,
  activities: Activities,
  { describesPerSecond, searches }: { describesPerSecond: number; searches: boolean },
): InstanceWorker[] {
  const { outboundDial, outboundAwaitContact, outboundHangUp, outboundFindContact, outboundFetchHours } =
    activities;
  const maxConcurrentActivityTaskExecutions = 50;
  const dialWorker = (taskQueue: string, linesOfTraffic: SharedLines): InstanceWorker => ({
    isUrgent: false,
    options: {
      taskQueue,
      activities: { outboundDial },
      // Amazon Connect has one rate for both kinds of traffic; the pace of each worker keeps the sum of two queues to it.
      maxTaskQueueActivitiesPerSecond: quotas.dialsPerSecond,
      tuner: dialSlots(linesOfTraffic, pace),
      // Workers are counted by their identity.
      identity: `${process.pid}@${hostname()} ${randomUUID().slice(0, 8)}`,
      activityTaskPollerBehavior: { type: 'simple-maximum', maximum: pollersFor(quotas) },
    },
  });
  return [
    dialWorker(queues.dial, lines),
    ...(queues.campaignDial !== undefined && campaignLines
      ? [dialWorker(queues.campaignDial, campaignLines)]
      : []),
    {
      isUrgent: false,
      options: {
        taskQueue: queues.describe,
        activities: { outboundAwaitContact, outboundFetchHours },
        maxTaskQueueActivitiesPerSecond: describesPerSecond,
        maxConcurrentActivityTaskExecutions,
      },
    },
    {
      isUrgent: true,
      options: {
        taskQueue: queues.urgent,
        // Hang-ups and re-sent dials don't wait, since a phone may be ringing.
        activities: { outboundHangUp, outboundDial },
        maxTaskQueueActivitiesPerSecond: quotas.stopsPerSecond,
        maxConcurrentActivityTaskExecutions,
      },
    },
    ...(searches
      ? [
          // A separate queue: a burst of one can't be divided among workers, so the server enforces this rate.
          {
            isUrgent: false,
            options: {
              taskQueue: queues.search,
              activities: { outboundFindContact },
              maxTaskQueueActivitiesPerSecond: quotas.searchesPerSecond,
              maxConcurrentActivityTaskExecutions,
            },
          },
        ]
      : []),
  ];
}

/** Each poller takes about 20 tasks a second from a server 50 ms away. Each waiting poller may receive a dial beyond the rate. */
function pollersFor({ dialsPerSecond }: PacedInstance['quotas']): number {
  return Math.max(1, Math.min(Math.ceil(dialsPerSecond / 20), 10));
}
