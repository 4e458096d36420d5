import { setTimeout } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import type { Info } from '@temporalio/activity';

/**
 * Keeps what people ask of a call and the ends of its activities apart. The test server refuses for ever a workflow task that
 * cancels an activity which has ended meanwhile (ACTIVITY_UNKNOWN), and one that continues as new while a query waits for it
 * ("workflow execution already completed"). A real server does neither.
 */
export class Turns {
  /** The last attempt that ended here, by run and activity. */
  private readonly ended = new Map<string, number>();
  private last: Promise<unknown> = Promise.resolve();
  private lastLook: Promise<unknown> = Promise.resolve();

  /** It does not end while a message is on its way, nor while somebody looks; one that a message may wait for does not wait for messages. */
  async activity<T>(info: Info, work: () => Promise<T>): Promise<T> {
    const { activityType, workflowExecution, activityId, attempt } = info;
    try {
      return await work();
    } finally {
      if (!isAwaitedByMessages.has(activityType)) await this.quiet();
      await this.lastLook;
      this.ended.set(`${workflowExecution?.runId}/${activityId}`, attempt);
    }
  }

  /** Look at a call that does not work on anything: what is at rest stays so meanwhile. */
  async look<T>(call: WorkflowHandle, look: () => Promise<T>): Promise<T | undefined> {
    await until(() => isAtRest(call));
    const looked = isAtRest(call).then((isStill) => (isStill ? look() : undefined));
    this.lastLook = looked.catch(() => undefined);
    return looked;
  }

  /** Send it once the server knows of every end, and wait until the workflow has seen it. */
  async message(call: WorkflowHandle, send: () => Promise<void>): Promise<void> {
    const sent = this.last.then(async () => {
      await until(() => this.isKnown(call));
      await send();
      await until(() => hasSeenEverything(call));
    });
    this.last = sent.catch(() => undefined);
    return sent;
  }

  /** No message is on its way, and none has begun meanwhile. */
  private async quiet(): Promise<void> {
    for (let last; last !== this.last;) {
      last = this.last;
      await last;
    }
  }

  /** Does the server know of what has ended here? Of an activity that it will try again it says the next attempt. */
  private async isKnown(call: WorkflowHandle): Promise<boolean> {
    const { raw, runId } = await call.describe();
    return (raw.pendingActivities ?? []).every(
      ({ activityId, attempt }) => (attempt ?? 1) > (this.ended.get(`${runId}/${activityId ?? ''}`) ?? 0),
    );
  }
}

const isAwaitedByMessages = new Set(['outboundDecide', 'outboundCheckRequest']);

/** Has it nothing to work on, nor asked for a decision? Whatever else it waits for ends with the clock, or with whoever looks. */
async function isAtRest(call: WorkflowHandle): Promise<boolean> {
  const { raw } = await call.describe();
  const isDeciding = raw.pendingActivities?.some(
    ({ activityType }) => activityType?.name === 'outboundDecide',
  );
  return !raw.pendingWorkflowTask && !isDeciding;
}

/** Has the workflow worked since it was told something last? */
async function hasSeenEverything(call: WorkflowHandle): Promise<boolean> {
  const { events } = await call.fetchHistory();
  const told = events?.findLastIndex(
    (event) =>
      event.workflowExecutionSignaledEventAttributes ?? event.workflowExecutionCancelRequestedEventAttributes,
  );
  const worked = events?.findLastIndex((event) => event.workflowTaskCompletedEventAttributes);
  return told === undefined || worked === undefined || told < 0 || worked > told;
}

/** It comes to be within moments, or not at all: then the clock stands. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500 && !(await condition()); tries += 1) await setTimeout(10);
}
