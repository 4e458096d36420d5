import { ActivityCancellationType, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Priority } from '@temporalio/common';
import type { Activities } from '../activities';

/** Pure work that must not run in the workflow; bounded, since a local activity that keeps failing would retry for ever. */
export const { decide, checkRequest } = proxyLocalActivities<Pick<Activities, 'decide' | 'checkRequest'>>({
  startToCloseTimeout: '10 seconds',
  retry: { maximumAttempts: 3 },
});

/**
 * One attempt only: the workflow, not Temporal's retry, decides what happens to an attempt. Without a heartbeat, a
 * cancelled dial that has not started is cancelled at once, and one that has started still gives its result: so the
 * workflow always knows whether a phone may be ringing.
 */
export function dialActivity(options: {
  summary: string;
  /** Milliseconds. */
  dialTimeout: number;
  /** How long it may wait for its turn, milliseconds. */
  queueTimeout: number;
  /** @default the call's own */
  taskQueue?: string;
  priority?: Priority;
}): Activities['dial'] {
  return proxyActivities<Pick<Activities, 'dial'>>({
    summary: options.summary,
    startToCloseTimeout: options.dialTimeout,
    scheduleToStartTimeout: options.queueTimeout,
    taskQueue: options.taskQueue,
    priority: options.priority,
    retry: { maximumAttempts: 1 },
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  }).dial;
}

/** @param options.giveUpAfter milliseconds; for ever without it */
export function awaitContactActivity(options: {
  summary: string;
  giveUpAfter?: number;
  /** How long it may wait for its turn, milliseconds. */
  queueTimeout: number;
  /** @default the call's own */
  taskQueue?: string | undefined;
}): Activities['awaitContact'] {
  return proxyActivities<Pick<Activities, 'awaitContact'>>({
    summary: options.summary,
    taskQueue: options.taskQueue,
    startToCloseTimeout: '15 seconds',
    scheduleToCloseTimeout: options.giveUpAfter,
    scheduleToStartTimeout: options.queueTimeout,
    // It only reads: nobody has to wait for a question that is of no use any more.
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    // Each failure carries its own delay; this is for those that could not say: a worker that died.
    retry: { initialInterval: '2 seconds', backoffCoefficient: 1.5, maximumInterval: '30 seconds' },
  }).awaitContact;
}

/** @param options.patience milliseconds */
export function findContactActivity(options: {
  summary: string;
  patience: number;
  /** @default the call's own */
  taskQueue?: string | undefined;
}): Activities['findContact'] {
  return proxyActivities<Pick<Activities, 'findContact'>>({
    summary: options.summary,
    taskQueue: options.taskQueue,
    startToCloseTimeout: '10 seconds',
    scheduleToCloseTimeout: options.patience,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { initialInterval: '2 seconds', maximumAttempts: 3 },
  }).findContact;
}

/** Only asked after a workflow retry. */
export const { firstStart } = proxyActivities<Pick<Activities, 'firstStart'>>({
  summary: 'When the first run began',
  startToCloseTimeout: '10 seconds',
});

/** Only asked after a dial whose worker died. */
export const { dialStarted } = proxyActivities<Pick<Activities, 'dialStarted'>>({
  summary: 'When the lost dial began',
  startToCloseTimeout: '10 seconds',
  scheduleToCloseTimeout: '30 seconds',
});

/** @param taskQueue the call's own by default */
export function hangUpActivity(taskQueue: string | undefined): Activities['hangUp'] {
  return proxyActivities<Pick<Activities, 'hangUp'>>({
    taskQueue,
    startToCloseTimeout: '10 seconds',
    scheduleToCloseTimeout: '1 minute',
    retry: { initialInterval: '500 milliseconds', backoffCoefficient: 1.5, maximumInterval: '10 seconds' },
  }).hangUp;
}
