// Workflows that are broken on purpose: a call that goes on in another run forgets its last attempt.
import type { WorkflowInterceptors } from '@temporalio/workflow';
import type { CallState } from '../../../src/domain/call/call-state';

export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      continueAsNew: (input, next) => {
        const [request, carried] = input.args as [unknown, CallState];
        return next({ ...input, args: [request, { ...carried, attempts: carried.attempts.slice(0, -1) }] });
      },
    },
  ],
});
