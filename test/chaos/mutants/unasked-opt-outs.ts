// A do-not-call list that is broken on purpose: it finds nobody.
import type { WorkflowInterceptors } from '@temporalio/workflow';

export const interceptors = (): WorkflowInterceptors => ({
  inbound: [
    {
      handleQuery: async (input, next) =>
        input.queryName === 'findOptOut' ? Promise.resolve(null) : next(input),
    },
  ],
});
