import type { ConnectionLike } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time';
import { temporal } from '@temporalio/proto';

export interface TaskQueueOf {
  readonly connection: Pick<ConnectionLike, 'workflowService' | 'withDeadline'>;
  readonly namespace: string;
  readonly taskQueue: string;
}

/** A worker that Temporal lists for a task queue. */
export interface Poller {
  readonly identity: string;
  /** Unix time by the server's clock, ms. */
  readonly lastPolledMs: number;
}

/** The workers that polled a task queue for workflow tasks within the last five minutes, the last one first. */
export async function pollersOf({ connection, namespace, taskQueue }: TaskQueueOf): Promise<Poller[]> {
  const { pollers } = await connection.withDeadline(Date.now() + serverTimeoutMs, () =>
    connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    }),
  );
  return pollers
    .map(({ identity, lastAccessTime }) => ({
      identity: identity ?? '',
      lastPolledMs: lastAccessTime ? tsToMs(lastAccessTime) : 0,
    }))
    .sort((a, b) => b.lastPolledMs - a.lastPolledMs);
}

/** Ms. Temporal's own answers take milliseconds. */
export const serverTimeoutMs = 10_000;

/**
 * A worker polls again after 60 seconds at the latest (the server's `matching.longPollExpirationInterval`); the rest is for clock
 * differences. Temporal lists a worker for five minutes after its last poll, also one that died.
 */
export const longestPollMs = 90_000;

/** Such as `45 s ago, by 4711@host`. */
export function lastPoll({ identity, lastPolledMs }: Poller, nowMs = Date.now()): string {
  const seconds = Math.max(0, Math.round((nowMs - lastPolledMs) / 1000));
  return `${seconds} s ago, by ${identity}`;
}

/** Why a worker's answer may be missing, in sentences. */
export async function unansweredBy(queue: TaskQueueOf, answerTimeoutMs: number): Promise<string> {
  const [newest] = await pollersOf(queue);
  if (!newest) return noWorker(queue.taskQueue, '.');
  return `No worker of task queue ${queue.taskQueue} answered within ${answerTimeoutMs / 1000} s. The last poll was ${lastPoll(newest)}: that worker may have died (Temporal lists it for five minutes), or is overloaded. Start one with: npx outbound worker`;
}

/** @param rest the rest of the sentence, with its full stop */
export function noWorker(taskQueue: string, rest: string): string {
  return `No worker is polling task queue ${taskQueue}${rest} Start one with: npx outbound worker`;
}
