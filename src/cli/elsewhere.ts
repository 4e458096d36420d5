import { allOf, isNot, type Condition } from '../domain/visibility-query';
import { serverTimeoutMs } from './pollers';
import type { Connected } from './temporal-client';

/** Workflows of the namespace that belong to other task queues, so that a command did not look at them. */
export interface Elsewhere {
  /** At most {@link mostCounted}. */
  readonly workflows: number;
  readonly taskQueues: readonly string[];
}

/**
 * What a command missed because it looks at one task queue alone: settings may name the wrong one.
 *
 * @param query without a task queue
 * @returns undefined when there is none
 */
export async function elsewhere(
  { client, settings: { namespace }, taskQueue }: Connected,
  query: Condition,
): Promise<Elsewhere | undefined> {
  const { executions } = await client.withDeadline(Date.now() + serverTimeoutMs, () =>
    client.workflowService.listWorkflowExecutions({
      namespace,
      query: allOf(query, isNot('TaskQueue', taskQueue)),
      pageSize: mostCounted,
    }),
  );
  if (executions.length === 0) return undefined;
  const taskQueues = new Set(executions.map((run) => run.taskQueue ?? ''));
  return { workflows: executions.length, taskQueues: [...taskQueues].sort() };
}

const mostCounted = 1_000;

/** Such as `3 on task queues staging, tests`. */
export function elsewhereText({ workflows, taskQueues }: Elsewhere): string {
  const count = workflows < mostCounted ? String(workflows) : `${mostCounted} or more`;
  return `${count} on task ${taskQueues.length === 1 ? 'queue' : 'queues'} ${taskQueues.join(', ')}`;
}

/** Where a command looked, such as `namespace default at localhost:7233, task queue outbound-calls`. */
export function placeOf({ settings: { namespace }, address, taskQueue }: Connected): string {
  return `namespace ${namespace} at ${address}, task queue ${taskQueue}`;
}
