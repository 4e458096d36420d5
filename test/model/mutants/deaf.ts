// Workflows that are broken on purpose: what they are told of the end of a contact is lost.
import type { WorkflowInterceptors } from '@temporalio/workflow';

export const interceptors = (): WorkflowInterceptors => ({
  inbound: [{ handleSignal: () => Promise.resolve() }],
});
