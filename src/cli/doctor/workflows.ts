import { WorkflowType } from '../../contract/workflow-types';
import { failingInWords, failingWorkflows, type FailingWorkflow } from '../../worker/failing-workflows';
import { sentenceOf } from '../sentence-of';
import type { Connected } from '../temporal-client';
import type { Finding } from './finding';

const what = 'Workflow tasks';

/** Whether a workflow of this package on the task queue is stuck. */
export async function workflows({
  client: { connection },
  settings: { namespace },
  taskQueue,
}: Connected): Promise<Finding> {
  try {
    const failing = await failingWorkflows({
      ...{ connection, namespace, taskQueue },
      described: [WorkflowType.Lines, WorkflowType.OptOuts],
      reported: Object.values(WorkflowType),
    });
    return workflowsFinding(failing);
  } catch (error) {
    const fix = 'Permit to list and describe workflows of the namespace.';
    return { what, verdict: 'warning', says: `can't be checked: ${sentenceOf(error)}`, fix };
  }
}

export function workflowsFinding(failing: readonly FailingWorkflow[]): Finding {
  if (failing.length === 0) return { what, verdict: 'ok', says: 'none keeps failing' };
  return {
    what,
    verdict: 'wrong',
    says: failingInWords(failing),
    fix: "The worker's log and the workflow's history say why. If the workers were changed, run the version that made the workflow (docs/versioning.md).",
  };
}
