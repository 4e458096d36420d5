import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { dialSlots } from './dial-slots';
import type { PacedInstance } from './paced-instances';
import type { SharedLines } from './shared-lines';
import type { Activities } from '../contract/activities';

/**
 * Create a worker for each task queue of an instance. The Temporal server enforces the rates over all workers: a dial waits for its
 * turn in the queue, and leaves it when cancelled.
 */
export async function createInstanceWorkers(
  instance: PacedInstance,
  activities: Activities,
  common: Pick<WorkerOptions, 'connection' | 'namespace'> & Partial<WorkerOptions>,
  { describesPerSecond, searches }: { describesPerSecond: number; searches: boolean },
): Promise<Worker[]> {
  const { queues, quotas } = instance;
  const { outboundDial, outboundAwaitContact, outboundHangUp, outboundFindContact, outboundFetchHours } =
    activities;
  const maxConcurrentActivityTaskExecutions = 50;
  const dialWorker = (taskQueue: string, lines: SharedLines) =>
    Worker.create({
      ...common,
      taskQueue,
      activities: { outboundDial },
      // Amazon Connect has one rate for both kinds of traffic; the pace of each worker keeps the sum of two queues to it.
      maxTaskQueueActivitiesPerSecond: quotas.dialsPerSecond,
      tuner: dialSlots(lines, instance.pace),
      // Workers are counted by their identity.
      identity: `${process.pid}@${hostname()} ${randomUUID().slice(0, 8)}`,
      activityTaskPollerBehavior: { type: 'simple-maximum', maximum: pollersFor(quotas) },
    });
  return Promise.all([
    dialWorker(queues.dial, instance.lines),
    ...(queues.campaignDial !== undefined && instance.campaignLines
      ? [dialWorker(queues.campaignDial, instance.campaignLines)]
      : []),
    Worker.create({
      ...common,
      taskQueue: queues.describe,
      activities: { outboundAwaitContact, outboundFetchHours },
      maxTaskQueueActivitiesPerSecond: describesPerSecond,
      maxConcurrentActivityTaskExecutions,
    }),
    Worker.create({
      ...common,
      taskQueue: queues.urgent,
      // Hang-ups and re-sent dials don't wait, since a phone may be ringing.
      activities: { outboundHangUp, outboundDial },
      maxTaskQueueActivitiesPerSecond: quotas.stopsPerSecond,
      maxConcurrentActivityTaskExecutions,
    }),
    ...(searches
      ? [
          // A separate queue: a burst of one can't be divided among workers, so the server enforces this rate.
          Worker.create({
            ...common,
            taskQueue: queues.search,
            activities: { outboundFindContact },
            maxTaskQueueActivitiesPerSecond: quotas.searchesPerSecond,
            maxConcurrentActivityTaskExecutions,
          }),
        ]
      : []),
  ]);
}

/** Each poller takes about 20 tasks a second from a server 50 ms away. Each waiting poller may receive a dial beyond the rate. */
function pollersFor({ dialsPerSecond }: PacedInstance['quotas']): number {
  return Math.max(1, Math.min(Math.ceil(dialsPerSecond / 20), 10));
}
