import type { Worker } from '@temporalio/worker';

/** Why a worker can never work again; undefined when it can. */
export function whyDead(worker: Worker): string | undefined {
  return worker.getState() === 'FAILED' ? `the worker of ${worker.options.taskQueue} has failed` : undefined;
}

/** Why a worker does not work now; undefined when it does. */
export function whyNotWorking(worker: Worker): string | undefined {
  const { runState, activityPollerState, workflowPollerState } = worker.getStatus();
  const { taskQueue, workflowBundle, workflowsPath, enableNonLocalActivities } = worker.options;
  if (runState !== 'RUNNING') return `the worker of ${taskQueue} ${inWords[runState]}`;
  if (enableNonLocalActivities && activityPollerState !== 'POLLING')
    return `${taskQueue} is not polled for activities`;
  const hasWorkflows = (workflowBundle ?? workflowsPath) !== undefined;
  return hasWorkflows && workflowPollerState !== 'POLLING'
    ? `${taskQueue} is not polled for workflows`
    : undefined;
}

const inWords = {
  INITIALIZED: 'has not started yet',
  STOPPING: 'is stopping',
  DRAINING: 'is stopping',
  DRAINED: 'is stopping',
  STOPPED: 'has stopped',
  FAILED: 'has failed',
};
