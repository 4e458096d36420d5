import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type { Priority } from '@temporalio/common';
import type { BeforeDialQuestion } from '../src/domain/decide/before-dial';
import type { PolledBlock } from '../src/domain/decide/blocked';
import type { Activities } from '../src/contract/activities';

/** Retried without end, so that a bad deployment loses no call. An invalid request is not retried. */
export const { outboundDecide: decide } = proxyActivities<Pick<Activities, 'outboundDecide'>>({
  summary: 'Decide what to do next',
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

/** The schemas are too heavy for workflow code. */
export const { outboundCheckRequest: checkRequest } = proxyActivities<
  Pick<Activities, 'outboundCheckRequest'>
>({
  summary: 'Check another policy',
  startToCloseTimeout: '10 seconds',
  retry: { maximumAttempts: 3 },
});

/**
 * Not retried by Temporal: the workflow decides what happens to an attempt. There is no heartbeat, so cancelling a dial that has
 * not started takes effect at once, and a dial that has started still returns its result. The workflow thus always knows whether a
 * phone may be ringing.
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
}): Activities['outboundDial'] {
  return proxyActivities<Pick<Activities, 'outboundDial'>>({
    summary: options.summary,
    startToCloseTimeout: options.dialTimeout,
    scheduleToStartTimeout: options.queueTimeout,
    taskQueue: options.taskQueue,
    priority: options.priority,
    retry: { maximumAttempts: 1 },
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  }).outboundDial;
}

/** @param options.giveUpAfter milliseconds; for ever without it */
export function awaitContactActivity(options: {
  summary: string;
  giveUpAfter?: number;
  /** How long it may wait for its turn, milliseconds. */
  queueTimeout: number;
  /** @default the call's own */
  taskQueue?: string | undefined;
}): Activities['outboundAwaitContact'] {
  return proxyActivities<Pick<Activities, 'outboundAwaitContact'>>({
    summary: options.summary,
    taskQueue: options.taskQueue,
    startToCloseTimeout: '15 seconds',
    scheduleToCloseTimeout: options.giveUpAfter,
    // On the call's own queue it waits without limit.
    scheduleToStartTimeout: options.taskQueue === undefined ? undefined : options.queueTimeout,
    // It only reads, so a cancelled poll need not be waited for.
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    // Failures carry their own delay; this one applies when the worker died.
    retry: { initialInterval: '2 seconds', backoffCoefficient: 1.5, maximumInterval: '30 seconds' },
  }).outboundAwaitContact;
}

/** @param options.timeout milliseconds */
export function findContactActivity(options: {
  summary: string;
  timeout: number;
  /** @default the call's own */
  taskQueue?: string | undefined;
}): Activities['outboundFindContact'] {
  return proxyActivities<Pick<Activities, 'outboundFindContact'>>({
    summary: options.summary,
    taskQueue: options.taskQueue,
    startToCloseTimeout: '10 seconds',
    scheduleToCloseTimeout: options.timeout,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { initialInterval: '2 seconds', maximumAttempts: 3 },
  }).outboundFindContact;
}

/** @param options.timeout how long it may wait for its turn and for an answer, milliseconds */
export function fetchHoursActivity(options: {
  summary: string;
  timeout: number;
  /** @default the call's own */
  taskQueue?: string | undefined;
}): Activities['outboundFetchHours'] {
  return proxyActivities<Pick<Activities, 'outboundFetchHours'>>({
    summary: options.summary,
    taskQueue: options.taskQueue,
    startToCloseTimeout: '15 seconds',
    scheduleToCloseTimeout: options.timeout,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { initialInterval: '1 second', maximumAttempts: 3 },
  }).outboundFetchHours;
}

/** The user's own activity, in any language. Its answer is not trusted. */
export function beforeDialActivity(options: {
  summary: string;
  activity: string;
  taskQueue: string;
  /** For one try, milliseconds. */
  answerTimeout: number;
  /** How long it may wait for its turn and be tried again, milliseconds. */
  timeout: number;
}): (question: BeforeDialQuestion) => Promise<unknown> {
  const activities = proxyActivities<Record<string, (question: BeforeDialQuestion) => Promise<unknown>>>({
    summary: options.summary,
    taskQueue: options.taskQueue,
    startToCloseTimeout: options.answerTimeout,
    scheduleToCloseTimeout: options.timeout,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
  });
  const activity = activities[options.activity];
  if (!activity) throw new Error(`No activity can be called ${options.activity}`);
  return activity;
}

/** Only used after a workflow retry. */
export const { outboundFirstStart: firstStart } = proxyActivities<Pick<Activities, 'outboundFirstStart'>>({
  summary: 'When the first run began',
  startToCloseTimeout: '10 seconds',
});

/** Only used after a dial whose worker died. */
export const { outboundDialStarted: dialStarted } = proxyActivities<Pick<Activities, 'outboundDialStarted'>>({
  summary: 'When the lost dial began',
  startToCloseTimeout: '10 seconds',
  scheduleToCloseTimeout: '30 seconds',
});

/** Only used when a call fails. A call that ends otherwise leaves its ledgers with its last decision. */
export const { outboundLeaveLedger: leaveLedger } = proxyActivities<Pick<Activities, 'outboundLeaveLedger'>>({
  summary: 'Leave the ledger of the person',
  startToCloseTimeout: '10 seconds',
  retry: { maximumAttempts: 1 },
});

/** Retried until it is done or the list is full: a person who opted out must never be called again. */
export const { outboundOptOutNumbers: optOutNumbers } = proxyActivities<
  Pick<Activities, 'outboundOptOutNumbers'>
>({
  summary: 'Do-not-call list',
  startToCloseTimeout: '30 seconds',
  retry: { maximumInterval: '30 seconds' },
});

/** Used by the ledger workflow. */
export const { outboundWhatBecameOf: whatBecameOf } = proxyActivities<
  Pick<Activities, 'outboundWhatBecameOf'>
>({
  summary: 'Find out what became of unrecorded attempts',
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '1 minute', maximumAttempts: 5 },
});

/** @param giveUpAfter milliseconds */
export function awaitUnblockedActivity(
  block: PolledBlock,
  giveUpAfter: number,
): Activities['outboundAwaitUnblocked'] {
  return proxyActivities<Pick<Activities, 'outboundAwaitUnblocked'>>({
    summary:
      block.by === 'hold' ? 'Until the hold is released' : 'Until no other call to the person is under way',
    startToCloseTimeout: '10 seconds',
    scheduleToCloseTimeout: giveUpAfter,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { backoffCoefficient: 1.5, ...pollIntervals(block) },
  }).outboundAwaitUnblocked;
}

/** A release is noticed within 15 seconds. The end of another call is noticed within 30 seconds, like the end of a contact. */
function pollIntervals(block: PolledBlock): { initialInterval: number; maximumInterval: number } {
  if (block.by === 'hold') return { initialInterval: 1_000, maximumInterval: 15_000 };
  const { pollIntervalMs: initialInterval } = block;
  return { initialInterval, maximumInterval: Math.max(initialInterval, 30_000) };
}

/** Used by the workflow that stands for an adopted call. */
export const { outboundAwaitCall: awaitCall } = proxyActivities<Pick<Activities, 'outboundAwaitCall'>>({
  summary: 'Until the call has ended',
  startToCloseTimeout: '15 seconds',
  // It only reads, so a cancelled poll need not be waited for.
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { initialInterval: '1 second', backoffCoefficient: 1.5, maximumInterval: '30 seconds' },
});

/** @param taskQueue the call's own by default */
export function hangUpActivity(taskQueue: string | undefined): Activities['outboundHangUp'] {
  return proxyActivities<Pick<Activities, 'outboundHangUp'>>({
    taskQueue,
    startToCloseTimeout: '10 seconds',
    scheduleToCloseTimeout: '1 minute',
    retry: { initialInterval: '500 milliseconds', backoffCoefficient: 1.5, maximumInterval: '10 seconds' },
  }).outboundHangUp;
}
