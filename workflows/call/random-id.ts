import { workflowInfo } from '@temporalio/workflow';

/** A warning to a workflow whose call has the ID that Temporal's SDKs give a child workflow without one. @returns none or one */
export function randomIdWarnings(): string[] {
  const { parent, workflowId } = workflowInfo();
  if (!parent || !madeBySdk.test(workflowId)) return [];
  return [
    'This call is a child workflow without an ID of its own, so it rings again when its parent is retried, reset or continued as new. Make it with callPerson, or give it a workflowId and the ID policy REJECT_DUPLICATE.',
  ];
}

/** A UUID (TypeScript, Python, Java, .NET), or one with the number of an event (Go). */
const madeBySdk = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}(_\d+)?$/i;
