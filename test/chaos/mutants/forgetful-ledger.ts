// A ledger that is broken on purpose: it grants every attempt and remembers none.
import type { WorkflowInterceptors } from '@temporalio/workflow';

export const interceptors = (): WorkflowInterceptors => ({
  inbound: [
    {
      handleUpdate: async (input, next) =>
        input.name === 'reserveAttempt' ? Promise.resolve({ is: 'granted' }) : next(input),
    },
  ],
});
