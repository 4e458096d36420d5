// A change that breaks running calls: each dial waits a second first.
import { sleep, type WorkflowInterceptors } from '@temporalio/workflow';

export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      scheduleActivity: async (input, next) => {
        if (input.activityType === 'outboundDial') await sleep('1 second');
        return next(input);
      },
    },
  ],
});
