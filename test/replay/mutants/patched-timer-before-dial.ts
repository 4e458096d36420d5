// The same change as in timer-before-dial.ts, made as CONTRIBUTING.md says.
import { patched, sleep, type WorkflowInterceptors } from '@temporalio/workflow';

export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      scheduleActivity: async (input, next) => {
        if (input.activityType === 'dial' && patched('wait-before-dial')) await sleep('1 second');
        return next(input);
      },
    },
  ],
});
