import { workflowInfo, type WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** Workflow code of a test: to answer a query takes a while, as on a machine that is busy. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  inbound: [
    {
      async handleQuery(input, next) {
        const { now } = workflowInfo().unsafe;
        const until = now() + 1_500;
        while (now() < until);
        return next(input);
      },
    },
  ],
});
