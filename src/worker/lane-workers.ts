import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import type { Activities } from '../../activities';
import { dialSlots } from './dial-slots';
import type { PacedLane } from './lanes';

/**
 * A worker for each queue of a lane. The Temporal server holds the rates, over all workers: a dial waits its turn in the
 * queue, and one that is cancelled meanwhile leaves it.
 */
export async function createLaneWorkers(
  lane: PacedLane,
  activities: Pick<Activities, 'dial' | 'awaitContact' | 'hangUp' | 'findContact' | 'fetchHours'>,
  common: Pick<WorkerOptions, 'connection' | 'namespace'> & Partial<WorkerOptions>,
  { describesPerSecond, searches }: { describesPerSecond: number; searches: boolean },
): Promise<Worker[]> {
  const { queues, quotas } = lane;
  const { dial, awaitContact, hangUp, findContact, fetchHours } = activities;
  const maxConcurrentActivityTaskExecutions = 50;
  return Promise.all([
    Worker.create({
      ...common,
      taskQueue: queues.dial,
      activities: { dial },
      maxTaskQueueActivitiesPerSecond: quotas.dialsPerSecond,
      tuner: dialSlots(lane),
      // Each is counted by its name.
      identity: `${process.pid}@${hostname()} ${randomUUID().slice(0, 8)}`,
      activityTaskPollerBehavior: { type: 'simple-maximum', maximum: pollersFor(quotas) },
    }),
    Worker.create({
      ...common,
      taskQueue: queues.describe,
      activities: { awaitContact, fetchHours },
      maxTaskQueueActivitiesPerSecond: describesPerSecond,
      maxConcurrentActivityTaskExecutions,
    }),
    Worker.create({
      ...common,
      taskQueue: queues.urgent,
      // What concerns a phone that may be ringing waits for nothing: hang-ups, and dials whose answer was lost.
      activities: { hangUp, dial },
      maxTaskQueueActivitiesPerSecond: quotas.stopsPerSecond,
      maxConcurrentActivityTaskExecutions,
    }),
    ...(searches
      ? [
          // On a queue of its own: a burst of one can't be shared out among workers, so the server keeps this rate.
          Worker.create({
            ...common,
            taskQueue: queues.search,
            activities: { findContact },
            maxTaskQueueActivitiesPerSecond: quotas.searchesPerSecond,
            maxConcurrentActivityTaskExecutions,
          }),
        ]
      : []),
  ]);
}

/** Each takes some 20 tasks a second from a server that is 50 ms away; a waiting one is a dial that comes without its turn. */
function pollersFor({ dialsPerSecond }: PacedLane['quotas']): number {
  return Math.max(1, Math.min(Math.ceil(dialsPerSecond / 20), 10));
}
