import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectionLike } from '@temporalio/client';
import { WorkflowType } from '../contract/workflow-types';
import { allOf, is, isOneOf, type Condition } from '../domain/visibility-query';
import { cachedCheck, type Check } from '../health';

/** A workflow whose workflow task keeps failing: it receives messages and does nothing. */
export interface FailingWorkflow {
  readonly workflowId: string;
  /** How often the task was tried. */
  readonly attempt: number;
}

export interface FailingWorkflowsOptions {
  readonly connection: Pick<ConnectionLike, 'workflowService' | 'withDeadline'>;
  readonly namespace: string;
  readonly taskQueue: string;
}

/**
 * The failing ones among the newest hundred running workflows of the types `described`, and among those of the types `reported` that have the search
 * attribute `TemporalReportedProblems`, if the server has it.
 *
 * @throws the error of Temporal when it does not answer, or does not permit to list
 */
export async function failingWorkflows(
  options: FailingWorkflowsOptions & {
    readonly described: readonly string[];
    readonly reported: readonly string[];
  },
): Promise<FailingWorkflow[]> {
  const { connection, taskQueue } = options;
  const running = (types: readonly string[]) =>
    allOf(is('ExecutionStatus', 'Running'), is('TaskQueue', taskQueue), isOneOf('WorkflowType', types));
  return connection.withDeadline(Date.now() + timeoutMs, async () => {
    const few = await idsOf(options, running(options.described));
    // Servers before 1.30 refuse the query, since they do not know the attribute.
    const problems = ['category=WorkflowTaskFailed', 'category=WorkflowTaskTimedOut'];
    const reported = await idsOf(
      options,
      allOf(running(options.reported), isOneOf('TemporalReportedProblems', problems)),
    ).catch(() => []);
    const seen = await Promise.all([...new Set([...few, ...reported])].map((id) => see(options, id)));
    return seen.filter(({ attempt }) => attempt >= failingAttempt);
  });
}

/** Readiness: fails while a workflow that calls need can do nothing: the lines, a ledger, a part of the do-not-call list. */
export function workflowsWork(options: FailingWorkflowsOptions): Check {
  const described = [WorkflowType.Lines];
  const reported = [WorkflowType.Ledger, WorkflowType.OptOuts];
  return cachedCheck(async () => {
    // Whether Temporal answers is a check of its own.
    const looking = failingWorkflows({ ...options, described, reported }).catch(() => []);
    // A worker's connection retries for 10 seconds, whatever the deadline.
    const failing = await Promise.race([looking, delay(timeoutMs, [], { ref: false })]);
    return failing.length === 0 ? undefined : failingInWords(failing);
  }, cacheMs);
}

export function failingInWords([first, ...others]: readonly FailingWorkflow[]): string {
  const { workflowId = '', attempt = 0 } = first ?? {};
  const more = others.length === 0 ? '' : `, and so do those of ${others.length} more workflows`;
  return `the workflow task of ${workflowId} keeps failing (attempt ${attempt})${more}`;
}

/** A worker that died or lost its connection makes a second attempt necessary, but no third. */
const failingAttempt = 3;
const timeoutMs = 2_000;
const cacheMs = 10_000;

async function idsOf(
  { connection, namespace }: FailingWorkflowsOptions,
  query: Condition,
): Promise<string[]> {
  const { executions } = await connection.workflowService.listWorkflowExecutions({
    ...{ namespace, query, pageSize: 100 },
  });
  return executions.flatMap(({ execution }) => execution?.workflowId ?? []);
}

async function see(
  { connection, namespace }: FailingWorkflowsOptions,
  workflowId: string,
): Promise<FailingWorkflow> {
  try {
    const { pendingWorkflowTask } = await connection.workflowService.describeWorkflowExecution({
      namespace,
      execution: { workflowId },
    });
    return { workflowId, attempt: pendingWorkflowTask?.attempt ?? 0 };
  } catch (error) {
    // It has ended meanwhile.
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === notFound) {
      return { workflowId, attempt: 0 };
    }
    throw error;
  }
}

/** gRPC's status; its error class differs between the connections of clients and workers. */
const notFound = 5;
