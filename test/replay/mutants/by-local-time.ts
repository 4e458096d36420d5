// Workflows that go by the machine's time zone: where it is not UTC, each dial waits a second first.
import { sleep, type WorkflowInterceptors } from '@temporalio/workflow';

export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      scheduleActivity: async (input, next) => {
        if (input.activityType === 'outboundDial' && new Date().getTimezoneOffset() !== 0)
          await sleep('1 second');
        return next(input);
      },
    },
  ],
});
