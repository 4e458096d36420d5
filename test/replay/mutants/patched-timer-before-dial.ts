// The same change as in timer-before-dial.ts, made as CONTRIBUTING.md says: asked before a decision, not after it.
import { patched, sleep, type WorkflowInterceptors } from '@temporalio/workflow';

export const interceptors = (): WorkflowInterceptors => {
  let waitsBeforeDial = false;
  return {
    outbound: [
      {
        scheduleLocalActivity: (input, next) => {
          if (input.activityType === 'outboundDecide') waitsBeforeDial = patched('wait-before-dial');
          return next(input);
        },
        scheduleActivity: async (input, next) => {
          if (input.activityType === 'outboundDial' && waitsBeforeDial) await sleep('1 second');
          return next(input);
        },
      },
    ],
  };
};
